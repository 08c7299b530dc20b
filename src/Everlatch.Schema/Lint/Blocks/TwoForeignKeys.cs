using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>
/// Two foreign keys in one transaction: each locks the table that it points to, and these stay locked together.
/// </summary>
internal sealed class TwoForeignKeys : LintRule
{
    public override string Name => "two-foreign-keys";

    public override LintClass Class => LintClass.Blocks;

    public override string SafeWay => "One foreign key a file, the table first without them.";

    public override IEnumerable<LintHit> Check(LintCase it)
    {
        var keys = 0;
        var locked = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var effect in it.Effects)
        {
            if (effect.NewForeignKeys.Count == 0)
            {
                continue;
            }

            keys += effect.NewForeignKeys.Count;
            locked.UnionWith(effect.Held.Where(l => l is { StopsWriters: true, Index: null }).Select(l => l.Whole));
            if (keys > 1 && locked.Count > 1)
            {
                yield return new LintHit(
                    effect.Statement,
                    $"{keys} foreign keys in one transaction stop writers of {string.Join(" and ", locked)} together.");
            }
        }
    }
}
