using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>What one migration makes of the schema.</summary>
/// <param name="Step">The migration: <c>0007_user_locale.expand</c>.</param>
/// <param name="Sha256">Hash of its file.</param>
/// <param name="Changes">What is there afterwards and was not, in the order of kind and path.</param>
public sealed record ContractStep(string Step, string Sha256, IReadOnlyList<CatalogChange> Changes)
{
    /// <summary>
    /// Whether this release is the first to have it and it is a contract step, so that the release must also live without it.
    /// </summary>
    public bool Deferred { get; init; }
}
