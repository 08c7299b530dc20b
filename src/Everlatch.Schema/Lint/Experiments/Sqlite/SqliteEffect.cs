using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments.Sqlite;

/// <summary>Makes of a statement's program what it does to the tables that were there before the release.</summary>
internal sealed class SqliteEffect(SqliteProgram program, SqliteTrees trees, IReadOnlySet<string> known)
{
    public Effect Of(SqlText statement, IReadOnlyList<CatalogChange> changes)
    {
        // Rows that are written while the schema changes are the engine's own doing: it drops a column that way.
        var writes = Writes().ToList();
        return new Effect
        {
            Statement = statement,
            LocksDatabase = program.Writes,
            Scanned = [.. LoopedOver.Where(known.Contains).Select(table => (table, table))],
            Writes = changes.Count == 0 ? writes : [],
            RebuiltTables = program.Vacuums
                ? ["every table"]
                : [.. Written(changes.Count > 0 ? writes : [])],
            Changes = changes,
            Known = known,
        };
    }

    // In place, or by way of another table.
    private static IEnumerable<string> Written(IEnumerable<RowWrite> writes) =>
        writes.Where(write => write is { Known: true, Bounded: false }).Select(write => write.Table).Distinct();

    private HashSet<string> LoopedOver =>
        program.Loops.Select(trees.TableOf).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private IEnumerable<RowWrite> Writes()
    {
        var bounded = LoopedOver.Count == 0;
        var written = from write in program.RowWrites
                      let table = trees.RowsOf(write.Root)
                      where table is not null
                      group write.Act by table into acts
                      select new RowWrite(acts.Key, known.Contains(acts.Key), ActOf(acts.ToHashSet()), bounded);
        var cleared = from root in program.Cleared
                      let table = trees.RowsOf(root)
                      where table is not null
                      select new RowWrite(table, known.Contains(table), RowAct.Delete, false);
        return written.Concat(cleared);
    }

    // A table without row ids is updated by taking a row out and putting it in again.
    private static RowAct ActOf(HashSet<RowAct> acts) =>
        acts.Contains(RowAct.Update) || acts.Count > 1 ? RowAct.Update : acts.Single();
}
