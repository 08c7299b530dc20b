using Everlatch.Directory;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Health;

/// <summary>Says whether this server may take traffic, and if not, everything that is missing.</summary>
internal sealed class Readiness(WatchSchema schema, IDirectory directory, Drain drain, IOptions<HealthOptions> options, TimeProvider clock)
{
    /// <summary>Age of the directory in whole seconds; null before it was loaded.</summary>
    public long? DirectoryAgeSeconds => IsLoaded ? (long)Age.TotalSeconds : null;

    private bool IsLoaded => !ReferenceEquals(directory.Current, DirectorySnapshot.Empty);

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

        if (schema.State is SchemaState.Pending pending)
        {
            yield return $"The schema lacks {string.Join(", ", pending.Migrations)}.";
        }

        if (schema.State is SchemaState.Unknown unknown)
        {
            yield return unknown.Because;
        }

        if (!IsLoaded)
        {
            yield return "The directory is not loaded.";
        }
        else if (Age > TimeSpan.FromSeconds(options.Value.DirectoryMaxAgeSeconds))
        {
            yield return $"The directory is {(long)Age.TotalSeconds} s old; {options.Value.DirectoryMaxAgeSeconds} s are allowed.";
        }
    }
}
