namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A column that holds less than before: what writers of the old one send may not fit.</summary>
internal sealed class TypeNarrowed : BreakRule
{
    public override string Name => "type-narrowed";

    public override string SafeWay => "First a release that writes no more than fits, then a contract step.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from change in TypeChange.In(it.Trial)
        where change.IsNarrower
        from hit in Hit(
            it,
            change.After.Key,
            older => older.MayNameColumn(change.Before.TableName, change.Before.Name) && !older.Knows(change.After),
            who => $"{change.After.Path} went from {change.Before.Type} to {change.After.Type}; {who} may use it.")
        select hit;
}
