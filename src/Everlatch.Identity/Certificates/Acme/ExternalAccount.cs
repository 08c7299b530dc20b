namespace Everlatch.Identity.Certificates.Acme;

/// <summary>What an authority gave its customer to bind an account with (RFC 8555 §7.3.4).</summary>
/// <param name="KeyId">The name of the key.</param>
/// <param name="MacKey">The key: a secret.</param>
internal sealed record ExternalAccount(string KeyId, ReadOnlyMemory<byte> MacKey)
{
    /// <summary>Never the key.</summary>
    public override string ToString() => KeyId;
}
