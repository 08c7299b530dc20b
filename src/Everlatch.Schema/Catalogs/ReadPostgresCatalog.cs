using System.Data.Common;

namespace Everlatch.Schema.Catalogs;

/// <summary>Reads a catalog from Postgres.</summary>
internal static class ReadPostgresCatalog
{
    public static Task<Catalog> RunAsync(DbConnection connection, CancellationToken ct) =>
        throw new InvalidOperationException($"Not written yet: {connection.Database} {ct.IsCancellationRequested}.");
}
