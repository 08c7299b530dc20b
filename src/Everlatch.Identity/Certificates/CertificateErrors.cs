using Everlatch.Core;

namespace Everlatch.Identity.Certificates;

/// <summary>What certificates that somebody brings are refused for.</summary>
public static class CertificateErrors
{
    /// <summary>No certificates.</summary>
    public static readonly Problem ChainUnreadable = new(
        "EL1670", 422, "A certificate in PEM is expected, followed by those between it and its authority's root.", "chain");

    /// <summary>No key.</summary>
    public static readonly Problem KeyUnreadable = new(
        "EL1671",
        422,
        "One private key in PEM is expected, not encrypted: 'PRIVATE KEY', 'RSA PRIVATE KEY' or 'EC PRIVATE KEY'.",
        "private_key");

    /// <summary>Two halves of different wholes.</summary>
    public static readonly Problem KeyMismatch =
        new("EL1672", 422, "The private key belongs to none of the certificates.", "private_key");

    /// <summary>Another name.</summary>
    public static readonly Problem HostNotCovered =
        new("EL1673", 422, "The certificate does not name this host among its DNS names (subjectAltName).", "chain");

    /// <summary>Not now.</summary>
    public static readonly Problem NotValidNow = new("EL1674", 422, "The certificate is expired, or not valid yet.", "chain");

    /// <summary>Clients would refuse it.</summary>
    public static readonly Problem Weak = new(
        "EL1675",
        422,
        "The certificate's key is expected to be RSA of 2048 to 4096 bits, or ECDSA on P-256, P-384 or P-521, signed with SHA-2.",
        "chain");

    /// <summary>Made for something else.</summary>
    public static readonly Problem NotForServers =
        new("EL1676", 422, "The certificate is not made for servers: its extended key usage lacks serverAuth.", "chain");

    /// <summary>Longer than any real one.</summary>
    public static readonly Problem TooLong =
        new("EL1677", 422, "At most 10 certificates in 64 KiB, and a key of 16 KiB, are expected.");

    /// <summary>Prove it first.</summary>
    public static readonly Problem NotProven =
        new("EL1678", 409, "The domain is not proven: certificates are kept for hosts that lead to the environment.");
}
