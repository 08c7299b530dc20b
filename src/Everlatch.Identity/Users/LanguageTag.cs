namespace Everlatch.Identity.Users;

/// <summary>A BCP 47 language tag such as <c>de-AT</c>.</summary>
internal static class LanguageTag
{
    private const int MaxLength = 35;

    /// <summary>Whether a text has the form of a tag.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length is >= 2 and <= MaxLength
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && char.IsAsciiLetter(text[0]);

    /// <summary>The tag; null for anything else.</summary>
    public static string? OrNull(string? text) => text is not null && IsWellFormed(text) ? text : null;
}
