using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>Something that no migration made and that hurts.</summary>
/// <param name="Found">What is there.</param>
/// <param name="Because">What it does to this build, in one sentence.</param>
public sealed record ForeignObject(CatalogObject Found, string Because)
{
    /// <summary>One line for people: what is there and why it hurts.</summary>
    public override string ToString() => $"{Found} — {Because}";
}
