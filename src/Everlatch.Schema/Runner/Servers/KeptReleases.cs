using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Runner.Servers;

/// <summary>
/// Whether the releases that the caller names to be kept are known: asked before anything else, so that a misspelt one is
/// refused by the run that only expands, and not weeks later by the one that comes to a contract step.
/// </summary>
internal static class KeptReleases
{
    /// <summary>Asks the build's files, and the database only for what they do not know.</summary>
    /// <exception cref="SchemaException">Nobody knows what one of them needs; the message names those that are known.</exception>
    public static async Task RequireKnownAsync(
        SchemaSource source, SchemaEngine engine, DbConnection connection, ApplyOptions options, CancellationToken ct)
    {
        if (options.Kept is not { Count: > 0 } names)
        {
            return;
        }

        var known = source.ReleasedContractsOf(engine).Select(contract => contract.Release).Append(source.Release)
            .ToHashSet(StringComparer.Ordinal);
        if (known.IsSupersetOf(names))
        {
            return;
        }

        known.UnionWith(await RecordedAsync(engine, connection, ct));
        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw RunFaults.UnknownRelease(unknown, known.Order(ReleaseOrder.Instance));
        }
    }

    private static async Task<IReadOnlyList<string>> RecordedAsync(
        SchemaEngine engine, DbConnection connection, CancellationToken ct)
    {
        try
        {
            return await connection.ListAsync(
                $"select distinct release from {OwnTables.Contracts}", [], row => row.GetString(0), ct);
        }
        catch (DbException e) when (engine.Runner.Sort(e) == FaultKind.Absent)
        {
            return [];
        }
    }
}
