using System.Data.Common;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Catalogs;

/// <summary>The schema of a database as it is now.</summary>
public static class LiveCatalog
{
    /// <summary>Reads it in a session of its own.</summary>
    /// <exception cref="SchemaException">The database does not answer, or its catalog may not be read.</exception>
    public static async Task<Catalog> ReadAsync(SchemaDatabase database, CancellationToken ct)
    {
        try
        {
            await using var connection = await database.OpenAsync(ct);
            return await database.Engine.ReadCatalogAsync(connection, ct);
        }
        catch (DbException e)
        {
            throw RunFaults.Of(database.Engine.Runner.Sort(e), e);
        }
    }
}
