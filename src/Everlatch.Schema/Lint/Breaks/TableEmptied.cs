namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A table whose rows are all gone.</summary>
internal sealed class TableEmptied : BreakRule
{
    public override string Name => "table-emptied";

    public override string SafeWay => "A contract step, once no kept release reads the table; rows that nobody needs go in batches.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from effect in it.Effects
        from table in effect.Emptied
        where it.Who(older => older.MayNameTable(table)) is not null
        select new LintHit(effect.Statement, $"Every row of {table} is gone; {it.Who(older => older.MayNameTable(table))} may need them.");
}
