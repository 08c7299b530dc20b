using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>
/// Two tables that are in use are locked one after the other in one transaction: a transaction of the service that takes them the
/// other way round makes a deadlock of it, and the first is locked for as long as the second is waited for.
/// </summary>
internal sealed class SeveralTablesLocked : LintRule
{
    public override string Name => "several-tables-locked";

    public override LintClass Class => LintClass.Blocks;

    public override string SafeWay => "One file for each table.";

    public override IEnumerable<LintHit> Check(LintCase it)
    {
        var held = new List<(string Whole, bool IsOfNewKey)>();
        foreach (var effect in it.Effects)
        {
            var taken =
                effect.Locks.Where(l => l is { StopsWriters: true, Index: null }).Select(l => l.Whole).Distinct().ToList();
            var ofNewKeys =
                effect.NewForeignKeys.SelectMany(key => new[] { key.Table, key.PointsTo }).ToHashSet(StringComparer.Ordinal);
            var before = taken.SelectMany(table =>
                held.Where(h => h.Whole != table && !(h.IsOfNewKey && ofNewKeys.Contains(table))).Select(h => h.Whole));
            if (before.Concat(Together(taken, ofNewKeys, effect)).FirstOrDefault() is { } other)
            {
                var first = taken.First(table => table != other);
                yield return new LintHit(effect.Statement, $"Locks that stop writers of {first} while {other} is locked too.");
            }

            held.AddRange(taken.Select(table => (table, ofNewKeys.Contains(table))));
        }
    }

    // A foreign key cannot come or go without both its tables; two that come are another rule's.
    private static IEnumerable<string> Together(List<string> taken, HashSet<string> ofNewKeys, Effect effect) =>
        taken.All(ofNewKeys.Contains)
            || effect.GoneForeignKeys.Any(key => taken.All(table => table == key.Table || table == key.PointsTo))
            ? []
            : taken.Skip(1);
}
