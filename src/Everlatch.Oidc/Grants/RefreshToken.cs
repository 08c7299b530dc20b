using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Core.Ids;

namespace Everlatch.Oidc.Grants;

/// <summary>A refresh token: which grant, which generation of its family, and proof that we made it.</summary>
/// <remarks>
/// The proof is an HMAC-SHA256 under a key derived from the master key, so a forged token is refused without asking
/// the database, and the successor of a token is known before the row says whether it may be given out. Whoever reads
/// the database learns no token.
/// </remarks>
/// <param name="Grant">The grant whose family it belongs to.</param>
/// <param name="Generation">0 for the first token, one more with each rotation.</param>
public sealed record RefreshToken(GrantId Grant, long Generation)
{
    private const string Prefix = "ert_";

    // With a grant in it that no database knows; without one it is about a hundred characters.
    private const int MaxLength = 8_192;

    /// <summary>The grant itself, sealed, while no database is known to have it; null otherwise.</summary>
    public string? Carried { get; init; }

    /// <summary>
    /// The token as sent to the client: <c>ert_&lt;grant&gt;~&lt;generation&gt;~&lt;proof&gt;</c>, and behind one more tilde
    /// the grant that it carries. No dots: two of them would make it look like a JWS.
    /// </summary>
    /// <param name="key">The environment's, of <see cref="ProofKeys" />.</param>
    public string ToText(byte[] key) =>
        $"{Head}~{Base64Url.EncodeToString(Prove(key))}{(Carried is null ? "" : "~" + Carried)}";

    /// <summary>Parses a token that came from a client; false unless this environment made it.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, byte[] key, [NotNullWhen(true)] out RefreshToken? token)
    {
        token = null;
        if (text is null || text.Length > MaxLength || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var parts = text[Prefix.Length..].Split('~');
        if (parts.Length is not (3 or 4)
            || !GrantId.TryParse(parts[0], out var grant)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            || !TryDecode(parts[2], out var proof))
        {
            return false;
        }

        var claimed = new RefreshToken(grant, generation) { Carried = parts.Length == 4 ? parts[3] : null };
        if (!CryptographicOperations.FixedTimeEquals(proof, claimed.Prove(key)))
        {
            return false;
        }

        token = claimed;
        return true;
    }

    /// <summary>Never the proof: it must not reach a log by accident.</summary>
    public override string ToString() => Head;

    private string Head => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Grant}~{Generation}");

    private byte[] Prove(byte[] key) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(Head));

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[HMACSHA256.HashSizeInBytes];
        return Base64Url.IsValid(text, out var length)
            && length == bytes.Length
            && Base64Url.TryDecodeFromChars(text, bytes, out _);
    }
}
