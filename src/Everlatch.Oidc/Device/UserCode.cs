using System.Security.Cryptography;

namespace Everlatch.Oidc.Device;

/// <summary>The code that a person types to name a device (RFC 8628 §6.1).</summary>
internal static class UserCode
{
    /// <summary>Consonants that are not mistaken for each other; no words come of them.</summary>
    public const string Alphabet = "BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>20^8 codes; with a bound on guesses, nobody finds a living one.</summary>
    public const int Length = 8;

    private const int MaxTyped = 32;

    /// <summary>Makes one.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>A code as a person typed it, in any case, with or without separators; null when it cannot be one.</summary>
    public static string? Parse(string? typed)
    {
        if (typed is null or { Length: > MaxTyped })
        {
            return null;
        }

        var code = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }

    /// <summary>The form that is read to people: two groups.</summary>
    public static string Format(string code) => $"{code[..4]}-{code[4..]}";
}
