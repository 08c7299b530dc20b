using System.Collections.Immutable;

namespace Everlatch.Identity.Roles;

/// <summary>The form of a role's key and of a list of them.</summary>
public static class RoleKeys
{
    /// <summary>Longest key in characters.</summary>
    public const int MaxLength = 32;

    /// <summary>Most roles of one membership: they travel in every access token.</summary>
    public const int MaxCount = 20;

    /// <summary>Whether a key is 1 to 32 lower-case letters, digits, hyphens and underscores, beginning with a letter.</summary>
    public static bool IsValid(string key) =>
        key.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterLower(key[0])
        && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    /// <summary>
    /// Puts keys in their stored form, sorted and once each; null when one has another form or there are too many.
    /// </summary>
    /// <remarks>Sorted, so that two writers take the roles' rows in one order and cannot block each other.</remarks>
    public static ImmutableArray<string>? Parse(IReadOnlyCollection<string> keys) =>
        keys.Count <= MaxCount && keys.All(IsValid)
            ? [.. keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : null;
}
