using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Everlatch.Core;

/// <summary>An e-mail address as a person typed it, with the key under which it is unique in an environment.</summary>
/// <remarks>
/// The key folds case and Unicode compatibility forms, and writes the domain in ASCII, so that two spellings of one mailbox
/// never become two users. Dots and plus tags are kept: their meaning belongs to the mailbox's owner.
/// </remarks>
public sealed record EmailAddress
{
    /// <summary>RFC 5321 §4.5.3.1.3 bounds a path at 256 octets, brackets included.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;

    private EmailAddress(string text, string key, string domain) => (Text, Key, Domain) = (text, key, domain);

    /// <summary>The address as typed, without surrounding white space.</summary>
    public string Text { get; }

    /// <summary>The address as compared.</summary>
    public string Key { get; }

    /// <summary>The domain in ASCII, lower case.</summary>
    public string Domain { get; }

    /// <summary>Wraps an address read from our own store.</summary>
    public static EmailAddress Trusted(string text) =>
        TryParse(text, out var email) ? email : throw new FormatException("The store holds an e-mail address that is none.");

    /// <summary>Parses an address; false for quoted local parts, address literals, white space and control characters.</summary>
    public static bool TryParse(string? input, [NotNullWhen(true)] out EmailAddress? email)
    {
        email = null;
        var text = input?.Trim();
        if (text is null || text.Length is 0 or > MaxLength)
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > MaxLocalLength || !IsLocalPart(text.AsSpan(0, at)))
        {
            return false;
        }

        if (!HostName.TryParse(text[(at + 1)..], out var domain) || System.Net.IPAddress.TryParse(domain.Value, out _))
        {
            return false;
        }

        // Compatibility forms can hide a space or a second '@': what is compared must be an address as well.
        var local = Fold(text[..at]);
        if (local is null || local.Length > MaxLocalLength || !IsLocalPart(local))
        {
            return false;
        }

        var key = $"{local}@{domain.Value}";
        email = key.Length <= MaxLength ? new EmailAddress(text, key, domain.Value) : null;
        return email is not null;
    }

    /// <inheritdoc />
    public override string ToString() => Text;

    private static string? Fold(string local)
    {
        try
        {
            // Lower case can fall apart into letter and mark, so the form is made again.
            return local.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return null; // unpaired surrogates
        }
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in local)
        {
            var atom = char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal);
            if (!atom && (c < 0x80 || char.IsWhiteSpace(c) || IsInvisible(c)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInvisible(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;
}
