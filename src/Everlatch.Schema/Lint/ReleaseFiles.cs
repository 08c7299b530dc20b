using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint;

/// <summary>The migrations that one release brings.</summary>
/// <param name="Release">Its version.</param>
/// <param name="IsReleased">Whether it is out already.</param>
/// <param name="Before">The release before it, to which a rollback leads; null for the first.</param>
/// <param name="Migrations">
/// Its files in the order in which they run: first all that expand and move, then, once nobody needs the old shape, those that
/// remove.
/// </param>
internal sealed record ReleaseFiles(string Release, bool IsReleased, SchemaContract? Before, IReadOnlyList<Migration> Migrations)
{
    /// <summary>All migrations by release, oldest first; those of no released version are of the build's own.</summary>
    public static IReadOnlyList<ReleaseFiles> Of(SchemaSource source, SchemaEngine engine)
    {
        var released = source.ReleasedContractsOf(engine);
        var first = new Dictionary<string, SchemaContract>(StringComparer.Ordinal);
        foreach (var (contract, step) in released.SelectMany(contract => contract.Steps.Select(step => (contract, step))))
        {
            first.TryAdd(step.Step, contract);
        }

        var groups = new List<ReleaseFiles>();
        SchemaContract? before = null;
        foreach (var contract in released.Append(null))
        {
            var files = source.MigrationsOf(engine).Where(m => first.GetValueOrDefault(m.Step) == contract).ToList();
            if (files.Count > 0)
            {
                groups.Add(new ReleaseFiles(
                    contract?.Release ?? source.Release,
                    contract is not null,
                    before,
                    [.. files.OrderBy(m => m.Phase == MigrationPhase.Contract)]));
            }

            before = contract;
        }

        return groups;
    }
}
