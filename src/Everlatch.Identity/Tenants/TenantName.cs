namespace Everlatch.Identity.Tenants;

/// <summary>The forms of a tenant's key and of names that people give to tenants, roles and API tokens.</summary>
public static class TenantName
{
    /// <summary>Longest name in characters.</summary>
    public const int MaxLength = 100;

    private const int MaxKeyLength = 48;

    /// <summary>Whether a key is 1 to 48 lower-case letters, digits and inner hyphens.</summary>
    public static bool IsKey(string key) =>
        key.Length is > 0 and <= MaxKeyLength
        && key[0] != '-' && key[^1] != '-'
        && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>
    /// The name without surrounding white space; null when nothing is left, it is too long, or holds control characters.
    /// </summary>
    public static string? Parse(string? name)
    {
        var text = name?.Trim();
        return text is { Length: > 0 and <= MaxLength } && !text.Any(char.IsControl) ? text : null;
    }
}
