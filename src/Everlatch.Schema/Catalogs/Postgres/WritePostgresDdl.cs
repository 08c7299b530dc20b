using static Everlatch.Schema.Catalogs.Postgres.PostgresName;

namespace Everlatch.Schema.Catalogs.Postgres;

/// <summary>
/// Writes the statements that make a schema of PostgreSQL, in an order that nearly always holds. What needs something later, such
/// as a function that a default calls, is for the reader to try again.
/// </summary>
internal static class WritePostgresDdl
{
    private static readonly string[] OnTables = ["trigger", "rule", "policy", "statistics"];

    /// <summary>The statements. An index that is not valid cannot be made so on purpose, and is left out.</summary>
    public static IEnumerable<string> Of(Catalog catalog) =>
    [
        // Bodies of functions are looked at when they run; nobody waits for a disk here.
        "set check_function_bodies = off",
        "set synchronous_commit = off",
        .. Others(catalog, "extension").SelectMany(Extension),
        .. Others(catalog, "enum").Concat(Others(catalog, "type")).Select(o => $"create type {Quoted(o.Name)} {o.Definition}"),
        .. Others(catalog, "domain").Select(o => $"create domain {Quoted(o.Name)} {o.Definition}"),
        .. catalog.Of<CatalogSequence>().Select(s => $"create sequence {Quoted(s.Name)} as {s.Type} {s.Definition}"),
        .. Others(catalog, "function").Select(Function),
        .. catalog.Of<CatalogTable>().OrderBy(IsPartition).Select(table =>
            PostgresTableDdl.Create(table, catalog.OfTable(table.Name).OfType<CatalogColumn>())),
        .. catalog.Of<CatalogSequence>().Where(s => s.OwnedBy is not null).Select(Owner),
        .. catalog.Of<CatalogConstraint>().OrderBy(c => c.Promise == ConstraintKind.Foreign).Select(Constraint),
        .. catalog.Of<CatalogView>().Select(View),
        .. catalog.Of<CatalogIndex>().Where(i => i.Valid).Select(i => i.Definition),
        .. OnTables.SelectMany(kind => Others(catalog, kind)).Select(o => o.Definition),
        .. catalog.Of<CatalogTable>().SelectMany(PostgresTableDdl.RowSecurity),
    ];

    private static IEnumerable<CatalogOther> Others(Catalog catalog, string kind) =>
        catalog.Of<CatalogOther>().Where(o => o.What == kind);

    private static bool IsPartition(CatalogTable table) => table.Options.Contains("partition of ", StringComparison.Ordinal);

    private static IEnumerable<string> Extension(CatalogOther extension)
    {
        if (extension.Definition.Length > 0)
        {
            yield return $"create schema if not exists {extension.Definition["SCHEMA ".Length..]}";
        }

        yield return $"create extension if not exists {Quoted(extension.Name)} {extension.Definition}".TrimEnd();
    }

    // A driver may cut a command at each semicolon, and the new form of a body has some outside of quotes.
    private static string Function(CatalogOther function) =>
        function.Definition.Contains("BEGIN ATOMIC", StringComparison.Ordinal)
            ? $"do $make_function$ begin execute $the_function${function.Definition}$the_function$; end $make_function$"
            : function.Definition;

    private static string Owner(CatalogSequence sequence)
    {
        var dot = sequence.OwnedBy!.IndexOf('.', StringComparison.Ordinal);
        var (table, column) = (sequence.OwnedBy[..dot], sequence.OwnedBy[(dot + 1)..]);
        return $"alter sequence {Quoted(sequence.Name)} owned by {Quoted(table)}.{Quoted(column)}";
    }

    private static string Constraint(CatalogConstraint constraint) =>
        $"alter table {Quoted(constraint.TableName)} add constraint {Quoted(constraint.Name)} {constraint.Definition}";

    private static string View(CatalogView view) =>
        $"create {(view.Materialized ? "materialized " : "")}view {Quoted(view.Name)} {view.Definition}";
}
