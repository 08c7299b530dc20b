using System.Security.Cryptography;

namespace Everlatch.Edge.Regions;

/// <summary>A document that an edge answers with, as it is sent.</summary>
public sealed class EdgeDocument
{
    internal EdgeDocument(ReadOnlyMemory<byte> utf8)
    {
        Utf8 = utf8;
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(utf8.Span)[..16])}\"";
    }

    /// <summary>The document as JSON.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Its strong entity tag (RFC 9110 §8.8.3): the one that an identity server gives it.</summary>
    public string ETag { get; }
}
