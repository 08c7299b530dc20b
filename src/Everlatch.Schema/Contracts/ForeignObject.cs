using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>Something that no migration made and that hurts.</summary>
/// <param name="Found">What is there.</param>
/// <param name="Because">What it does to this build, in one sentence.</param>
public sealed record ForeignObject(CatalogObject Found, string Because);
