using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Catalogs.Postgres;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>
/// Row security that is switched on or off, or forced on the owner: older releases see and write other rows than before.
/// </summary>
internal sealed class RowSecurityChanged : BreakRule
{
    public override string Name => "row-security-changed";

    public override string SafeWay =>
        "A contract step, when every kept release sets what the policies ask for; new tables have it from the start.";

    public override bool IsOfPostgres => true;

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from change in Changed<CatalogTable>(it)
        let before = new PostgresTableOptions(change.Before.Options).RowSecurity
        let after = new PostgresTableOptions(change.After.Options).RowSecurity
        where !before.SequenceEqual(after)
        from hit in Hit(
            it,
            change.After.Key,
            older => older.MayNameTable(change.After.Name),
            who => $"{change.After.Name} has {Say(after)} now and had {Say(before)}; {who} finds and writes other rows.")
        select hit;

    private static string Say(IReadOnlyList<string> security) =>
        security.Count == 0 ? "no row level security" : string.Join(" and ", security.Reverse());
}
