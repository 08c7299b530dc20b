using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>The shape that kinds inside an environment share: read rows, then put entries into the environment's value.</summary>
internal abstract class EntrySource<TEntry> : IEntrySource
    where TEntry : class
{
    public abstract DirectoryKind Kind { get; }

    public async Task<DirectorySnapshot> LoadAsync(DirectorySnapshot snapshot, IStatements statements, CancellationToken ct)
    {
        var environments = snapshot.Environments.ToBuilder();
        foreach (var group in (await ReadAsync(statements, null, ct)).GroupBy(found => found.Environment))
        {
            // An environment made after the environments were read comes with its own change.
            if (environments.TryGetValue(group.Key, out var environment))
            {
                environments[group.Key] = WithAll(environment, group.Select(found => found.Entry));
            }
        }

        return snapshot with { Environments = environments.ToImmutable() };
    }

    public async Task<DirectorySnapshot> ReloadAsync(
        DirectorySnapshot snapshot, IStatements statements, EnvironmentId environment, string entity, CancellationToken ct)
    {
        var found = await ReadAsync(statements, new EntryKey(environment, entity), ct);
        return snapshot.Environments.TryGetValue(environment, out var before)
            ? snapshot with
            {
                Environments = snapshot.Environments.SetItem(
                    environment, With(before, entity, found.Count == 0 ? null : found[0].Entry)),
            }
            : snapshot;
    }

    /// <summary>Reads all entries, or the one that is asked for.</summary>
    protected abstract Task<IReadOnlyList<(EnvironmentId Environment, TEntry Entry)>> ReadAsync(
        IStatements statements, EntryKey? only, CancellationToken ct);

    /// <summary>The environment with exactly these entries of this kind.</summary>
    protected abstract DirectoryEnvironment WithAll(DirectoryEnvironment environment, IEnumerable<TEntry> entries);

    /// <summary>The environment with this entry put in, or taken out when it is null.</summary>
    protected abstract DirectoryEnvironment With(DirectoryEnvironment environment, string entity, TEntry? entry);

    /// <summary>Sends the statement for all entries, or the one for a single entry.</summary>
    protected static Task<IReadOnlyList<TRow>> RowsAsync<TRow>(
        IStatements statements, Statement all, Statement one, EntryKey? only, CancellationToken ct) =>
        only is { } key
            ? statements.ListAsync<TRow>(one, new { environment = key.Environment, entity = key.Entity }, ct)
            : statements.ListAsync<TRow>(all, null, ct);
}
