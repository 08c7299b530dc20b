using System.Text;

namespace Everlatch.Directory.Clients;

/// <summary>
/// Reads an Authorization header of the Basic scheme (RFC 7617), whose two halves are form-encoded (RFC 6749 §2.3.1).
/// </summary>
internal static class BasicCredentials
{
    private const string Scheme = "Basic ";

    // A client_id, a secret of ours and room for escapes fit many times; longer headers are garbage.
    private const int MaxLength = 2048;

    public static bool IsBasic(string header) => header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The two halves; false when the header cannot be read.</summary>
    public static bool TryRead(string header, out string clientId, out string secret)
    {
        (clientId, secret) = ("", "");
        if (header.Length > MaxLength)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[MaxLength];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length))
        {
            return false;
        }

        var pair = bytes[..length];
        var colon = pair.IndexOf((byte)':');
        return colon >= 0 && TryDecode(pair[..colon], out clientId) && TryDecode(pair[(colon + 1)..], out secret);
    }

    private static bool TryDecode(Span<byte> encoded, out string text)
    {
        var valid = FormText.TryDecode(encoded, encoded, out var length);
        text = valid ? Encoding.UTF8.GetString(encoded[..length]) : "";
        return valid;
    }
}
