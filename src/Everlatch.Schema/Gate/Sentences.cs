using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Gate;

/// <summary>What is wrong with a schema, in sentences for a log, a health page and a terminal.</summary>
internal static class Sentences
{
    // In an empty database everything is missing; whoever wants all of it asks /health/schema or the command line.
    private const int Bound = 10;

    /// <summary>Everything that keeps a server from taking traffic, the cause of a closed gate first.</summary>
    public static IReadOnlyList<string> Of(GateState state)
    {
        var all = new List<string>();
        if (state.Because is { } because)
        {
            all.Add(because);
        }

        if (state.Verdict is { } verdict)
        {
            all.AddRange(All(verdict));
        }

        return Bounded(all);
    }

    /// <summary>The same of a verdict.</summary>
    public static IReadOnlyList<string> Of(SchemaVerdict verdict) => Bounded([.. All(verdict)]);

    private static IEnumerable<string> All(SchemaVerdict verdict) =>
        verdict.Missing.Select(Of).Concat(verdict.Foreign.Select(Of));

    private static List<string> Bounded(List<string> all) =>
        all.Count <= Bound ? all : [.. all.Take(Bound), $"And {all.Count - Bound} more."];

    private static string Of(MissingObject missing) =>
        $"The {missing.Needed.Key} "
        + (missing.Found is null ? "is missing" : $"is not what is needed ({missing.Needed}): found {missing.Found}")
        + (missing switch
        {
            { MadeBy: null } => ".",
            { IsRecorded: false } => $"; {missing.MadeBy} makes it.",
            _ => $"; {missing.MadeBy} made it and is recorded as done, so that applying changes nothing: put it back by hand.",
        });

    private static string Of(ForeignObject foreign) =>
        $"The {foreign.Found.Key} was changed beside the migrations. {foreign.Because}";
}
