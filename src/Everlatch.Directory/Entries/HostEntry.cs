using Everlatch.Core;

namespace Everlatch.Directory.Entries;

/// <summary>A host that leads to an environment.</summary>
/// <param name="Name">The name that a request's Host must carry.</param>
/// <param name="Issuer">The <c>iss</c> of tokens issued here: scheme and
/// authority without a trailing slash. Never taken from a request.</param>
/// <param name="IsPrimary">Whether mails and pages name this host.</param>
public sealed record HostEntry(HostName Name, string Issuer, bool IsPrimary)
{
    /// <summary>The tag of its certificate: another one has another tag. Null for none.</summary>
    public long? Certificate { get; init; }

    /// <summary>The look of the pages there; null is the environment's.</summary>
    public Branding? Branding { get; init; }

    /// <summary>The issuer's scheme and authority, parsed once.</summary>
    public IssuerAddress Address { get; } = IssuerAddress.Of(Issuer);
}
