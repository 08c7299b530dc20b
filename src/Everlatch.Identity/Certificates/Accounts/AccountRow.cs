namespace Everlatch.Identity.Certificates.Accounts;

/// <summary>An account's columns.</summary>
internal sealed record AccountRow
{
    public byte[] PrivateKeySealed { get; init; } = [];

    /// <summary>Null before the authority knows it.</summary>
    public string? AccountUrl { get; init; }

    /// <summary>Never the key, not even sealed.</summary>
    public override string ToString() => AccountUrl ?? "[account]";
}
