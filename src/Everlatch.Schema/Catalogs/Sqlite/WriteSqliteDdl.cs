using static Everlatch.Schema.Catalogs.Sqlite.SqliteWords;

namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>Writes the statements that make a schema of SQLite, in order.</summary>
internal static class WriteSqliteDdl
{
    /// <summary>The statements.</summary>
    public static IEnumerable<string> Of(Catalog catalog) =>
    [
        .. catalog.Of<CatalogTable>().Select(table => SqliteTableDdl.Create(table, [.. catalog.OfTable(table.Name)])),
        .. catalog.Of<CatalogIndex>().Select(index => index.Definition),
        .. catalog.Of<CatalogView>().Select(view => $"create view {Quoted(view.Name)} {view.Definition}"),
        .. catalog.Of<CatalogOther>().Where(o => o.What == "trigger").Select(trigger => trigger.Definition),
    ];
}
