using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Clients;

/// <summary>
/// The steps of client authentication that cost time: whoever counts them knows whether two refusals cost the same.
/// </summary>
internal interface IProofSteps
{
    /// <summary>Makes the verifiers of assertions; null leaves that to each key.</summary>
    CryptoProviderFactory? Verifiers { get; }

    /// <summary>Hashes a presented secret with SHA-256.</summary>
    void Hash(ReadOnlySpan<byte> presented, Span<byte> hash);

    /// <summary>Compares a hash with a stored one, in constant time.</summary>
    bool Equal(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> stored);
}
