using Microsoft.IdentityModel.Tokens;
using NSec.Cryptography;

namespace Everlatch.Directory.Tokens;

/// <summary>An Ed25519 key (RFC 8037) in the shape that IdentityModel signs and verifies with.</summary>
public sealed class Ed25519SecurityKey : AsymmetricSecurityKey
{
    private const int KeyBits = 256;

    /// <summary>A key that verifies only.</summary>
    public Ed25519SecurityKey(PublicKey publicKey)
    {
        PublicKey = publicKey;
        CryptoProviderFactory = new CryptoProviderFactory { CustomCryptoProvider = Ed25519Provider.Instance };
    }

    /// <summary>A key that signs and verifies.</summary>
    public Ed25519SecurityKey(Key key)
        : this(key.PublicKey) => PrivateKey = key;

    /// <summary>Verifies.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>Signs; null when only the public half is known.</summary>
    public Key? PrivateKey { get; }

    /// <inheritdoc />
    public override int KeySize => KeyBits;

    /// <inheritdoc />
    [Obsolete("IdentityModel asks for it; PrivateKeyStatus says the same.")]
    public override bool HasPrivateKey => PrivateKey is not null;

    /// <inheritdoc />
    public override PrivateKeyStatus PrivateKeyStatus =>
        PrivateKey is null ? PrivateKeyStatus.DoesNotExist : PrivateKeyStatus.Exists;
}
