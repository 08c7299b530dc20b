namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A column of another type: readers and writers of the old one expect what it was.</summary>
internal sealed class TypeChanged : BreakRule
{
    public override string Name => "type-changed";

    public override string SafeWay =>
        "Add a column of the new type beside it, fill it in a backfill, and drop the old one in a contract step.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from change in TypeChange.In(it.Trial)
        where !change.IsNarrower
        from hit in Hit(
            it,
            change.After.Key,
            older => older.MayNameColumn(change.Before.TableName, change.Before.Name) && !older.Knows(change.After),
            who => $"{change.After.Path} went from {change.Before.Type} to {change.After.Type}; {who} may use it.")
        select hit;
}
