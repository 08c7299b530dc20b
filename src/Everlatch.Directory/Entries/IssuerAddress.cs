using Microsoft.AspNetCore.Http;

namespace Everlatch.Directory.Entries;

/// <summary>The two halves of an issuer, as a request carries them.</summary>
/// <param name="Scheme"><c>https</c>, or <c>http</c> on one machine.</param>
/// <param name="Authority">Host and, where it is not the scheme's own, port.</param>
public sealed record IssuerAddress(string Scheme, HostString Authority)
{
    /// <summary>Splits an issuer.</summary>
    public static IssuerAddress Of(string issuer)
    {
        var address = new Uri(issuer);
        return new IssuerAddress(address.Scheme, new HostString(address.Authority));
    }
}
