using System.Collections.Frozen;
using Everlatch.Directory.Feed.Sources;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed;

/// <summary>Makes snapshots from what a database answers, or from what it answered once.</summary>
internal sealed class ReadDirectory
{
    private readonly IReadOnlyList<IEntrySource> sources;
    private readonly RecentChanges recent;
    private readonly FrozenDictionary<string, IEntrySource> byKind;

    /// <param name="sources">One for each kind; the environments' own comes first, because the others fill what it finds.</param>
    /// <param name="recent">Is told what was read again.</param>
    public ReadDirectory(IReadOnlyList<IEntrySource> sources, RecentChanges recent)
    {
        this.sources = sources;
        this.recent = recent;
        byKind = sources.ToFrozenDictionary(source => source.Kind.ToString());
    }

    /// <summary>Reads everything.</summary>
    public async Task<DirectorySnapshot> WholeAsync(DirectoryStep step, IStatements statements, CancellationToken ct)
    {
        var snapshot = new DirectorySnapshot { Sequence = step.Sequence, AsOf = step.AsOf };
        foreach (var source in sources)
        {
            snapshot = await source.LoadAsync(snapshot, statements, ct);
        }

        recent.Restart(step.Sequence);
        return snapshot;
    }

    /// <summary>Reads the entries again that a step names.</summary>
    public async Task<DirectorySnapshot> ChangesAsync(
        DirectorySnapshot snapshot, DirectoryStep step, IStatements statements, CancellationToken ct)
    {
        foreach (var change in step.Changes)
        {
            // A newer release may record kinds that this one does not know and so does not serve.
            if (byKind.TryGetValue(change.Kind, out var source))
            {
                snapshot = await source.ReloadAsync(snapshot, statements, change.Environment, change.Entity, ct);
            }
        }

        recent.Add(step.Sequence, step.Changes);
        return snapshot with { Sequence = step.Sequence, AsOf = step.AsOf };
    }
}
