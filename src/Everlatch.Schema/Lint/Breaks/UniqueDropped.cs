namespace Everlatch.Schema.Lint.Breaks;

/// <summary>
/// A uniqueness that is gone: an INSERT … ON CONFLICT that names its columns fails, and nobody refuses a second row.
/// </summary>
internal sealed class UniqueDropped : BreakRule
{
    public override string Name => "unique-dropped";

    public override string SafeWay =>
        "A contract step, when no kept release relies on it; put another of the same columns in its place first.";

    public override IEnumerable<LintHit> Check(LintCase it)
    {
        var after = Uniqueness.Of(it.Trial.After.Catalog);
        return from unique in Uniqueness.Of(it.Trial.Before.Catalog)
               where it.Trial.After.Catalog.Table(unique.Table) is not null && !after.Any(left => left.Same(unique))
               where unique.ColumnNames.All(column => it.Trial.Before.Catalog.Column(unique.Table, column) is null
                   || it.Trial.After.Catalog.Column(unique.Table, column) is not null)
               from hit in Hit(
                   it,
                   unique.By.Key,
                   older => older.Needs.Find(unique.By.Key) is not null,
                   who => $"Rows of {unique.Table} may be alike in {unique.Columns} now; "
                       + $"{who} may say ON CONFLICT ({unique.Columns}).")
               select hit;
    }
}
