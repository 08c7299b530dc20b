using Everlatch.Release.Canary.Figures;

namespace Everlatch.Release.Canary.Rules;

/// <summary>
/// A server that says that it is not ready is taken at its word: the schema of its database does not fit it, for one. One that
/// does not answer may do so once.
/// </summary>
internal static class ReadinessRule
{
    private const string Name = "readiness";

    public static IEnumerable<Finding> Judge(CanaryFigures figures, CanaryLimits limits)
    {
        var (canary, baseline) = (figures.Canary.Readiness, figures.Baseline.Readiness);
        if (canary.Count == 0 || baseline.Count == 0)
        {
            yield return new Finding(Weight.Pauses, Name, "Nobody looked at the readiness of both.");
            yield break;
        }

        if (FirstLost(canary) is not { } lost)
        {
            yield break;
        }

        var near = TimeSpan.FromSeconds(limits.NearSeconds);
        var both = baseline.Any(look => !look.IsReady && (look.At - lost.At).Duration() <= near);
        yield return new Finding(both ? Weight.Pauses : Weight.Fails, Name, Say(lost, both));
    }

    private static ReadinessLook? FirstLost(IReadOnlyList<ReadinessLook> looks)
    {
        for (var n = 0; n < looks.Count; n++)
        {
            if (!looks[n].IsReady && (looks[n].Missing.Count > 0 || (n > 0 && !looks[n - 1].IsReady)))
            {
                return looks[n];
            }
        }

        return null;
    }

    private static string Say(ReadinessLook lost, bool both) =>
        $"The canary was not ready at {lost.At:HH:mm:ss}{(both ? ", and neither was the baseline" : "")}: "
        + (lost.Missing.Count > 0 ? string.Join(' ', lost.Missing) : "it did not answer.");
}
