using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>
/// A table that is made anew under its own name, or whose rows are all written anew, while the whole database takes no other
/// writer. Measured on SQLite, where dropping a column and every change that ALTER TABLE does not know are done that way.
/// </summary>
internal sealed class TableRebuilt : BlockRule
{
    public override string Name => "table-rebuilt";

    public override string SafeWay =>
        "Leave the old column be; "
        + "a table that must be made anew is filled beside the old one by a backfill, and swapped in a contract step.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from table in effect.RebuiltTables
        select $"The database takes no other writer while every row of {table} is written anew.";
}
