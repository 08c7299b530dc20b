using System.Security.Cryptography;
using System.Text;
using Everlatch.Directory.Tokens;

namespace Everlatch.Edge.Regions;

/// <summary>A document that differs between issuers by nothing but their address, so that most environments share it.</summary>
/// <param name="utf8">The document, with <see cref="Issuer" /> for the issuer.</param>
public sealed class DocumentTemplate(ReadOnlyMemory<byte> utf8)
{
    /// <summary>Stands where the issuer goes: a name that can never be one (RFC 2606 §2).</summary>
    public const string Issuer = "https://issuer.invalid";

    private readonly string text = Encoding.UTF8.GetString(utf8.Span);

    /// <summary>The document, with <see cref="Issuer" /> for the issuer.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>Names it by what it says.</summary>
    public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(utf8.Span)[..16]);

    internal PublishedDocument For(string issuer) =>
        new(Encoding.UTF8.GetBytes(text.Replace(Issuer, issuer, StringComparison.Ordinal)));
}
