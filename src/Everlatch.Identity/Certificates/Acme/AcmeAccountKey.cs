using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Identity.Certificates.Acme;

/// <summary>The ES256 key that an account with an authority is known by.</summary>
internal sealed class AcmeAccountKey : IDisposable
{
    private readonly ECDsa key;

    private AcmeAccountKey(ECDsa key)
    {
        this.key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));

        // The members of a thumbprint stand in the order of their names, without spaces (RFC 7638 §3).
        PublicKey = $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""";
        Thumbprint = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(PublicKey)));
    }

    /// <summary>The public key as a JSON Web Key.</summary>
    public string PublicKey { get; }

    /// <summary>Its thumbprint (RFC 7638), in base64url.</summary>
    public string Thumbprint { get; }

    /// <summary>A new one.</summary>
    public static AcmeAccountKey New() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>One that was kept.</summary>
    /// <exception cref="CryptographicException">It is no such key.</exception>
    public static AcmeAccountKey FromPkcs8(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return new AcmeAccountKey(key);
    }

    /// <summary>What is kept: a secret.</summary>
    public byte[] ToPkcs8() => key.ExportPkcs8PrivateKey();

    /// <summary>What answers a challenge (RFC 8555 §8.1).</summary>
    public string Authorize(string token) => $"{token}.{Thumbprint}";

    /// <summary>An ES256 signature: r and s, 32 bytes each (RFC 7518 §3.4).</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) => key.SignData(data, HashAlgorithmName.SHA256);

    /// <inheritdoc />
    public void Dispose() => key.Dispose();
}
