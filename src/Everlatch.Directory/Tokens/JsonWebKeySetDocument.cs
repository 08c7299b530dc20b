using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Everlatch.Directory.Entries;

namespace Everlatch.Directory.Tokens;

/// <summary>The JWK set of an environment (RFC 7517 §5) as it is sent, made once for each change of its keys.</summary>
public sealed class JsonWebKeySetDocument
{
    // Kept with the array of keys that it was made from, and dropped with it.
    private static readonly ConditionalWeakTable<SigningKeyEntry[], JsonWebKeySetDocument> Made = [];

    private JsonWebKeySetDocument(IEnumerable<SigningKeyEntry> keys)
    {
        Utf8 = Write(keys);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Utf8.Span)[..16])}\"";
    }

    /// <summary>
    /// How long a verifier may keep the document; a new key signs only after it, so that nobody meets an unknown kid.
    /// </summary>
    public static TimeSpan CacheLifetime { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The Cache-Control header that says so.</summary>
    public static string CacheControl { get; } = $"public, max-age={(int)CacheLifetime.TotalSeconds}";

    /// <summary>The document as JSON.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Its strong entity tag (RFC 9110 §8.8.3).</summary>
    public string ETag { get; }

    /// <summary>The document of an environment's published keys.</summary>
    public static JsonWebKeySetDocument Of(DirectoryEnvironment environment) =>
        ImmutableCollectionsMarshal.AsArray(environment.Keys) is { } keys
            ? Made.GetValue(keys, static keys => new JsonWebKeySetDocument(keys))
            : new JsonWebKeySetDocument([]);

    private static ReadOnlyMemory<byte> Write(IEnumerable<SigningKeyEntry> keys)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("keys");
        foreach (var key in keys)
        {
            json.WriteRawValue(key.PublicJwk);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
