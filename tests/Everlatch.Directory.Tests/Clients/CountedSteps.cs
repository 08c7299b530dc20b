using System.Security.Cryptography;
using Everlatch.Directory.Clients;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Tests.Clients;

/// <summary>Takes the steps as the product does, and writes each down with the size of what it worked on.</summary>
internal sealed class CountedSteps : IProofSteps
{
    private readonly ProofSteps real = new();
    private readonly List<string> taken = [];

    public CryptoProviderFactory Verifiers => new CountedVerifiers(taken);

    public void Hash(ReadOnlySpan<byte> presented, Span<byte> hash)
    {
        taken.Add($"hash {presented.Length} bytes");
        real.Hash(presented, hash);
    }

    public bool Equal(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> stored)
    {
        taken.Add($"compare {hash.Length} with {stored.Length} bytes");
        return real.Equal(hash, stored);
    }

    /// <summary>What was done since it was last asked.</summary>
    public string[] Take()
    {
        string[] steps = [.. taken];
        taken.Clear();
        return steps;
    }

    private sealed class CountedVerifiers(List<string> taken) : CryptoProviderFactory
    {
        public override bool IsSupportedAlgorithm(string algorithm, SecurityKey key) =>
            key.CryptoProviderFactory.IsSupportedAlgorithm(algorithm, key);

        public override SignatureProvider CreateForVerifying(SecurityKey key, string algorithm, bool cacheProvider) =>
            new CountedVerifier(key.CryptoProviderFactory.CreateForVerifying(key, algorithm, false), taken);
    }

    private sealed class CountedVerifier(SignatureProvider real, List<string> taken) : SignatureProvider(real.Key, real.Algorithm)
    {
        public override byte[] Sign(byte[] input) => throw new CryptographicException("A verifier was asked to sign.");

        public override bool Verify(byte[] input, byte[] signature)
        {
            Note();
            return real.Verify(input, signature);
        }

        public override bool Verify(
            byte[] input, int inputOffset, int inputLength, byte[] signature, int signatureOffset, int signatureLength)
        {
            Note();
            return real.Verify(input, inputOffset, inputLength, signature, signatureOffset, signatureLength);
        }

        protected override void Dispose(bool disposing) => real.Dispose();

        private void Note() => taken.Add($"verify {Algorithm} with {Key.KeySize} bits");
    }
}
