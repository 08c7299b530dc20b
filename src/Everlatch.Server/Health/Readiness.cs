using Everlatch.Directory;
using Everlatch.Hosting.Health;
using Everlatch.Schema.Gate;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Health;

/// <summary>Says whether this server may take traffic, and if not, everything that is missing.</summary>
internal sealed class Readiness(
    SchemaGate schema, IDirectory directory, Drain drain, IOptions<HealthOptions> options, TimeProvider clock)
{
    /// <summary>Age of the directory in whole seconds; null before it was loaded.</summary>
    public long? DirectoryAgeSeconds => IsLoaded ? (long)Age.TotalSeconds : null;

    private bool IsLoaded => directory.Current.IsLoaded;

    private TimeSpan Age => clock.GetUtcNow() - directory.Current.AsOf;

    /// <summary>One sentence for each thing that is missing; empty when nothing is.</summary>
    public IReadOnlyList<string> Missing() => [.. Reasons()];

    // A database that went away is not among them: what is in memory goes on being served (docs/operations).
    private IEnumerable<string> Reasons()
    {
        if (drain.IsDraining)
        {
            yield return "The server is stopping.";
        }

        foreach (var reason in schema.State.Reasons)
        {
            yield return reason;
        }

        if (!IsLoaded)
        {
            yield return "The directory is not loaded.";
        }
        else if (Age > TimeSpan.FromSeconds(options.Value.DirectoryMaxAgeSeconds))
        {
            var allowed = options.Value.DirectoryMaxAgeSeconds;
            yield return $"The directory is {(long)Age.TotalSeconds} s old; {allowed} s are allowed.";
        }
    }
}
