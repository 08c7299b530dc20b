using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>Something about the schema that refuses rows of a statement.</summary>
/// <param name="Object">The column, constraint or index.</param>
/// <param name="Message">What it refuses.</param>
internal sealed record ProofHit(CatalogObject Object, string Message);
