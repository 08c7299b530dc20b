using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>
/// Two tables that are in use are locked one after the other in one transaction: a transaction of the service that takes them the other
/// way round makes a deadlock of it, and the first is locked for as long as the second is waited for.
/// </summary>
internal sealed class SeveralTablesLocked : LintRule
{
    public override string Name => "several-tables-locked";

    public override LintClass Class => LintClass.Blocks;

    public override string SafeWay => "One file for each table.";

    public override IEnumerable<LintHit> Check(LintCase it)
    {
        var held = new List<(string Whole, bool IsForeign)>();
        foreach (var effect in it.Effects)
        {
            var isForeign = TouchesForeignKey(effect);
            var taken = effect.Locks.Where(l => l is { StopsWriters: true, Index: null }).Select(l => l.Whole).Distinct().ToList();
            var others = taken.SelectMany(table => held.Where(h => h.Whole != table && !(isForeign && h.IsForeign)).Select(h => h.Whole));
            // A foreign key cannot be added without both its tables; two of them are another rule's.
            var together = isForeign ? [] : taken.Skip(1);
            if (others.Concat(together).FirstOrDefault() is { } other)
            {
                var first = taken.First(table => table != other);
                yield return new LintHit(effect.Statement, $"Locks that stop writers of {first} while {other} is locked too.");
            }

            held.AddRange(taken.Select(table => (table, isForeign)));
        }
    }

    private static bool TouchesForeignKey(Effect effect) =>
        effect.Changes.Any(change =>
            change is not CatalogChange.Changed && change.Subject is CatalogConstraint { Promise: ConstraintKind.Foreign });
}
