using Everlatch.Core;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Domains;

/// <summary>Certificates that the operator put on the edges by hand, as the configuration names them.</summary>
internal sealed class ListedCertificates(IOptions<DomainOptions> options) : IDomainCertificates
{
    private const string Wildcard = "*.";

    public ValueTask<bool> CoverAsync(HostName host, CancellationToken ct) =>
        new(options.Value.Certificates.Any(listed => Covers(listed, host.Value)));

    // RFC 6125 §6.4.3: a wildcard stands for exactly one label.
    private static bool Covers(string listed, string host) =>
        listed.StartsWith(Wildcard, StringComparison.Ordinal)
            ? host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
                && host[(dot + 1)..].Equals(listed[Wildcard.Length..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(listed, StringComparison.OrdinalIgnoreCase);
}
