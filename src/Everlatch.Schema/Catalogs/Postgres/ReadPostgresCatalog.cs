using System.Data.Common;
using System.Text.Json;

namespace Everlatch.Schema.Catalogs.Postgres;

/// <summary>Reads the current schema of a PostgreSQL session with one statement, and so as it is at one moment.</summary>
internal static class ReadPostgresCatalog
{
    private const string InsufficientPrivilege = "42501";

    public static async Task<Catalog> RunAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = PostgresCatalogSql.Statement;
        try
        {
            await using var rows = await command.ExecuteReaderAsync(ct);
            return new Catalog(await ReadAsync(rows, ct));
        }
        catch (DbException e) when (e.SqlState == InsufficientPrivilege)
        {
            throw new SchemaException("EL1820", "This role may not read the catalog: " + e.Message, inner: e);
        }
    }

    private static async Task<List<CatalogObject>> ReadAsync(DbDataReader rows, CancellationToken ct)
    {
        var objects = new List<CatalogObject>();
        while (await rows.ReadAsync(ct))
        {
            var kind = rows.GetString(0);
            if (kind != "schema")
            {
                objects.Add(CatalogName.Checked(Make(kind, rows.GetString(1), rows.GetString(2))));
            }
            else if (await rows.IsDBNullAsync(1, ct))
            {
                // Every table would look missing, though nothing is.
                throw new SchemaException(
                    "EL1820", "No schema of the search path exists or may be used by this role, so there is no catalog to read.");
            }
        }

        return objects;
    }

    private static CatalogObject Make(string kind, string path, string attributes) =>
        CatalogObjects.Make(kind, path, JsonSerializer.Deserialize(attributes, Readable.Plain.DictionaryStringString)!);
}
