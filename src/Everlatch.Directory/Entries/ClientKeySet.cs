using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Entries;

/// <summary>Public keys of a client, parsed once.</summary>
/// <param name="Keys">Signature keys by which a client assertion may be verified; never empty, never symmetric.</param>
public sealed record ClientKeySet(IReadOnlyList<SecurityKey> Keys)
{
    /// <summary>Reads a JWK set (RFC 7517) that was checked when it was stored.</summary>
    public static ClientKeySet? Read(string? json) =>
        json is null ? null : new ClientKeySet([.. new JsonWebKeySet(json).GetSigningKeys()]);
}
