using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Tokens;

/// <summary>Teaches IdentityModel the EdDSA algorithm, for Ed25519 keys and no others.</summary>
internal sealed class Ed25519Provider : ICryptoProvider
{
    public static readonly Ed25519Provider Instance = new();

    public bool IsSupportedAlgorithm(string algorithm, params object[] args) =>
        algorithm == SigningAlgorithms.EdDsa && args is [Ed25519SecurityKey, ..];

    public object Create(string algorithm, params object[] args) => new Ed25519Signatures((Ed25519SecurityKey)args[0]);

    public void Release(object cryptoInstance) => (cryptoInstance as IDisposable)?.Dispose();
}
