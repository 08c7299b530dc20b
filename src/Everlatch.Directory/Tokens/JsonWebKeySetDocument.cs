using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Everlatch.Directory.Entries;

namespace Everlatch.Directory.Tokens;

/// <summary>The JWK set of an environment (RFC 7517 §5) as it is sent, made once for each change of its keys.</summary>
public static class JsonWebKeySetDocument
{
    // Kept with the array of keys that it was made from, and dropped with it.
    private static readonly ConditionalWeakTable<SigningKeyEntry[], PublishedDocument> Made = [];

    /// <summary>The document of an environment's published keys.</summary>
    public static PublishedDocument Of(DirectoryEnvironment environment) =>
        ImmutableCollectionsMarshal.AsArray(environment.Keys) is { } keys
            ? Made.GetValue(keys, static keys => new PublishedDocument(Write(keys)))
            : new PublishedDocument(Write([]));

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
