using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Everlatch.Directory.Clients;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Entries;

/// <summary>Public keys of a client, parsed once.</summary>
/// <param name="Keys">Keys by which a client assertion may be verified; never symmetric.</param>
public sealed record ClientKeySet(ImmutableArray<ClientKey> Keys)
{
    /// <summary>Keys a client may register; each can cost a verification when an assertion names none.</summary>
    public const int MaxKeys = 8;

    /// <summary>How long a set may be when it is registered: room for as many keys with their certificates' names.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>
    /// Reads a stored JWK set. One that cannot be read lets nobody in, and does not stop the directory from loading.
    /// </summary>
    public static ClientKeySet? Read(string? json) =>
        json is null ? null : TryParse(json, out var keys, out _) ? keys : new ClientKeySet([]);

    /// <summary>What is wrong with a JWK set that somebody registers; null when nothing is.</summary>
    /// <remarks>Every server holds it in memory: one that was stored when it could be longer is still read.</remarks>
    public static string? ProblemOf(string json) => json.Length > MaxLength
        ? $"A JWK set of at most {MaxLength} characters was expected."
        : TryParse(json, out _, out var problem) ? null : problem;

    /// <summary>Parses a JWK set (RFC 7517); the problem says what was expected.</summary>
    public static bool TryParse(
        string json, [NotNullWhen(true)] out ClientKeySet? keys, [NotNullWhen(false)] out string? problem)
    {
        keys = null;
        if (!TryReadJson(json, out var set) || set.Keys.Count is 0 or > MaxKeys)
        {
            problem = $"A JWK set with one to {MaxKeys} public keys was expected.";
            return false;
        }

        var parsed = ImmutableArray.CreateBuilder<ClientKey>(set.Keys.Count);
        foreach (var jwk in set.Keys)
        {
            if (!ClientKey.TryParse(jwk, out var key, out problem))
            {
                return false;
            }

            if (key.KeyId is not null && parsed.Any(other => other.KeyId == key.KeyId))
            {
                problem = $"The kid '{key.KeyId}' names two keys.";
                return false;
            }

            parsed.Add(key);
        }

        (keys, problem) = (new ClientKeySet(parsed.MoveToImmutable()), null);
        return true;
    }

    private static bool TryReadJson(string json, [NotNullWhen(true)] out JsonWebKeySet? set)
    {
        set = null;
        try
        {
            set = new JsonWebKeySet(json);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or System.Text.Json.JsonException or FormatException)
        {
            return false;
        }
    }
}
