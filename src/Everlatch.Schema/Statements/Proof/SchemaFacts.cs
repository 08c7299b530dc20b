using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>A schema as far as rows can be refused by it.</summary>
/// <param name="Catalog">Its catalog.</param>
/// <param name="ForeignKeys">Its foreign keys.</param>
internal sealed record SchemaFacts(Catalog Catalog, IReadOnlyList<ForeignKeyFact> ForeignKeys)
{
    /// <summary>That of a database.</summary>
    public static async Task<SchemaFacts> ReadAsync(SchemaEngine engine, DbConnection session, CancellationToken ct) =>
        new(await engine.ReadCatalogAsync(session, ct), await engine.Statements.ForeignKeysAsync(session, ct));
}
