using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Applications;

/// <summary>
/// Which addresses a browser may be sent to (RFC 9700 §4.1.3, RFC 8252 §7). They are compared as exact strings.
/// </summary>
internal static class RedirectUris
{
    private const int MaxLength = 2000;

    /// <summary>What was expected; null when the address is well formed for the kind.</summary>
    public static string? Expected(string address, ApplicationKind kind)
    {
        if (address.Length > MaxLength
            || !address.All(c => c is > ' ' and < (char)127 and not '\\' and not '"' and not '<' and not '>'))
        {
            return "to be at most 2000 visible ASCII characters, others percent-encoded";
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || !address.StartsWith(uri.Scheme + ":", StringComparison.Ordinal))
        {
            return "to be absolute, with its scheme in lower case";
        }

        if (address.Contains('#', StringComparison.Ordinal) || address.Contains('*', StringComparison.Ordinal))
        {
            return "to have neither fragment nor wildcard";
        }

        if (uri.UserInfo.Length > 0 || HasDotSegment(address))
        {
            return "to have neither credentials nor dot segments";
        }

        return HasScheme(uri, kind) ? null : SchemeExpected(kind);
    }

    private static bool HasScheme(Uri uri, ApplicationKind kind) => uri.Scheme switch
    {
        "https" => uri.Host.Length > 0,
        "http" => uri.IsLoopback && uri.Host.Length > 0,
        _ => kind == ApplicationKind.Native && IsPrivateUse(uri),
    };

    // RFC 8252 §7.1: a reversed domain name of the owner, so that javascript:, data: and others' schemes are out.
    private static bool IsPrivateUse(Uri uri) => uri.Scheme.Contains('.', StringComparison.Ordinal) && uri.Host.Length == 0;

    private static string SchemeExpected(ApplicationKind kind) => kind == ApplicationKind.Native
        ? "to be https, http on loopback, or a private-use scheme such as com.example.app:/callback"
        : "to be https, or http on loopback";

    // Before Uri normalises them away: browsers and servers disagree on them.
    private static bool HasDotSegment(string address)
    {
        var path = address.Split('?')[0].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
        return path.Split('/').Any(segment => segment is "." or "..")
            || path.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            || path.Contains("%5c", StringComparison.OrdinalIgnoreCase);
    }
}
