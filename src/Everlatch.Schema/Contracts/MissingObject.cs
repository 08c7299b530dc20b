using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>Something that is needed and not there.</summary>
/// <param name="Needed">What the contract says.</param>
/// <param name="Found">What is there in its place; null when nothing is.</param>
/// <param name="MadeBy">The migration that makes it; null when the contract does not say.</param>
public sealed record MissingObject(CatalogObject Needed, CatalogObject? Found, string? MadeBy)
{
    /// <summary>
    /// Whether the ledger holds that migration as done: somebody took away what it made, and applying changes nothing.
    /// </summary>
    public bool IsRecorded { get; init; }

    /// <summary>One line for people: <c>column users.locale type=text null=yes — made by 0007_user_locale.expand</c>.</summary>
    public override string ToString() =>
        $"{Needed}{(Found is null ? "" : $" (found: {Found})")}{(MadeBy is null ? "" : $" — made by {MadeBy}")}"
        + (IsRecorded ? ", which is recorded as done" : "");
}
