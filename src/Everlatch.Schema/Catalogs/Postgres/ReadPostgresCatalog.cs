using System.Data.Common;

namespace Everlatch.Schema.Catalogs.Postgres;

/// <summary>Reads the current schema of a PostgreSQL session with one statement, and so as it is at one moment.</summary>
internal static class ReadPostgresCatalog
{
    private const string InsufficientPrivilege = "42501";

    public static async Task<Catalog> RunAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"{PostgresCatalogSql.Before};\n{PostgresCatalogSql.Statement}";
        try
        {
            await using var rows = await command.ExecuteReaderAsync(ct);
            await rows.NextResultAsync(ct);
            return await ReadAsync(rows, ct);
        }
        catch (DbException e) when (e.SqlState == InsufficientPrivilege)
        {
            throw new SchemaException("EL1820", "This role may not read the catalog: " + e.Message, inner: e);
        }
    }

    private static async Task<Catalog> ReadAsync(DbDataReader rows, CancellationToken ct)
    {
        var (objects, building) = (new List<CatalogObject>(), new HashSet<string>(StringComparer.Ordinal));
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(ct))
        {
            switch (rows.GetString(0))
            {
                case PostgresCatalogSql.BuildingRow:
                    building.Add(rows.GetString(1));
                    break;
                case PostgresCatalogSql.SchemaRow:
                    RequireSchema(rows);
                    break;
                case var kind:
                    Fill(attributes, kind, rows);
                    objects.Add(CatalogName.Checked(CatalogObjects.Make(kind, rows.GetString(1), attributes)));
                    break;
            }
        }

        return new Catalog(objects) { Building = building };
    }

    // What was made of the row before took everything out.
    private static void Fill(Dictionary<string, string> attributes, string kind, DbDataReader rows)
    {
        var names = PostgresCatalogSql.AttributesOf(kind);
        for (var i = 0; i < names.Length; i++)
        {
            if (!rows.IsDBNull(i + 2))
            {
                attributes.Add(names[i], rows.GetString(i + 2));
            }
        }
    }

    // Without one, every table would look missing, though nothing is.
    private static void RequireSchema(DbDataReader rows)
    {
        if (rows.IsDBNull(1))
        {
            throw new SchemaException(
                "EL1820", "No schema of the search path exists or may be used by this role, so there is no catalog to read.");
        }
    }
}
