using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Clients;

/// <summary>The steps as they are taken.</summary>
internal sealed class ProofSteps : IProofSteps
{
    /// <inheritdoc />
    public CryptoProviderFactory? Verifiers => null;

    /// <inheritdoc />
    public void Hash(ReadOnlySpan<byte> presented, Span<byte> hash) => SHA256.HashData(presented, hash);

    /// <inheritdoc />
    public bool Equal(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> stored) =>
        CryptographicOperations.FixedTimeEquals(hash, stored);
}
