using Everlatch.Core;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.Certificates;

/// <summary>The certificate that a host is served with, and its private key.</summary>
/// <param name="Tag">What it is known by.</param>
/// <param name="ChainPem">The certificate, then those between it and its authority's root.</param>
/// <param name="Pkcs8">The private key: a secret.</param>
public sealed record HostKey(long Tag, string ChainPem, byte[] Pkcs8)
{
    /// <summary>What a private key is sealed for.</summary>
    public static string Purpose(EnvironmentId environment, HostName host) => $"certificate:{environment}:{host}";

    /// <summary>Never the key.</summary>
    public override string ToString() => $"certificate {Tag}";
}
