namespace Everlatch.Identity.Certificates;

/// <summary>A certificate as it is stored.</summary>
internal sealed record StoredCertificate
{
    /// <summary>Whose it is.</summary>
    public required CertificateKind Kind { get; init; }

    /// <summary>The certificate, then those between it and its authority's root, as PEM.</summary>
    public required string Chain { get; init; }

    /// <summary>Its private key, which only servers with the master key can open.</summary>
    public required byte[] KeySealed { get; init; }

    /// <summary>What it is known by: another certificate has another one.</summary>
    public required long Tag { get; init; }

    /// <summary>From when it counts.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Until when it counts.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>When it is to be replaced.</summary>
    public required DateTimeOffset RenewAt { get; init; }

    /// <summary>Never the key, not even sealed.</summary>
    public override string ToString() => $"certificate {Tag}";
}
