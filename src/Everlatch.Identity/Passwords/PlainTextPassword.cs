using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Everlatch.Identity.Passwords;

/// <summary>A password as a person typed it: 8 to 256 Unicode code points, every one of which counts.</summary>
/// <remarks>
/// Normalised to NFKC before it is counted and hashed (NIST SP 800-63B §3.1.1.2), so that one password typed on two keyboards is
/// one password. Nothing is trimmed, folded or cut off; a NUL is a character like any other.
/// </remarks>
public sealed class PlainTextPassword
{
    /// <summary>The fewest code points.</summary>
    public const int MinLength = 8;

    /// <summary>The most code points; a bound on what one request may make us hash.</summary>
    public const int MaxLength = 256;

    // NFKC makes at most 18 code points of one; refusing early keeps normalisation itself bounded.
    private const int MaxChars = 4 * MaxLength;

    private PlainTextPassword(string text) => Text = text;

    /// <summary>The password itself, normalised.</summary>
    internal string Text { get; }

    /// <summary>Parses a password; false when it is too short, too long, or not Unicode (an unpaired surrogate).</summary>
    public static bool TryParse([NotNullWhen(true)] string? input, [NotNullWhen(true)] out PlainTextPassword? password)
    {
        password = null;
        if (input is null || input.Length > MaxChars || Normalize(input) is not { } text)
        {
            return false;
        }

        password = text.EnumerateRunes().Count() is >= MinLength and <= MaxLength ? new PlainTextPassword(text) : null;
        return password is not null;
    }

    /// <summary>Never the password: it must not reach a log by accident.</summary>
    public override string ToString() => "[password]";

    private static string? Normalize(string input)
    {
        try
        {
            return input.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
