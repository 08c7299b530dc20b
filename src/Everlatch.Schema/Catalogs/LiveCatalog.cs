namespace Everlatch.Schema.Catalogs;

/// <summary>The schema of a database as it is now.</summary>
public static class LiveCatalog
{
    /// <summary>Reads it in a session of its own.</summary>
    /// <exception cref="SchemaException">The database does not answer, or its catalog may not be read.</exception>
    public static Task<Catalog> ReadAsync(SchemaDatabase database, CancellationToken ct) =>
        Look.RunAsync(database, database.Engine.ReadCatalogAsync, ct);
}
