namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A column that was dropped and made again: its name is there, its values are not.</summary>
internal sealed class ColumnEmptied : BreakRule
{
    public override string Name => "column-emptied";

    public override string SafeWay =>
        "Another name, and a contract step that drops the old column; values that nobody needs go by a backfill.";

    // An engine that numbers columns by their place tells nothing of it.
    public override bool IsOfPostgres => true;

    public override IEnumerable<LintHit> Check(LintCase it)
    {
        var now = it.Trial.After.Names.ToDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal);
        return from was in it.Trial.Before.Names
               where was.Value.StartsWith("column ", StringComparison.Ordinal)
               let id = now.GetValueOrDefault(was.Value)
               where id is not null && id != was.Key && TableOf(id) == TableOf(was.Key)
               from hit in Hit(
                   it,
                   was.Value,
                   older => older.MayName(was.Value),
                   who => $"Every value of {was.Value} is gone; {who} may need them.")
               select hit;
    }

    private static string TableOf(string id) => id.Split('.')[0];
}
