using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Identity.Domains;

/// <summary>The DNS records that prove a claim: either does. Both hold what only this claim knows to ask for.</summary>
/// <remarks>
/// A CNAME to a name that all customers share proves nothing: whoever leaves it behind would hand the host to the next claim. So
/// each claim has a target of its own (docs/adr/0032).
/// </remarks>
public static class DomainRecords
{
    /// <summary>The label under which the TXT record stands.</summary>
    public const string ChallengeLabel = "_everlatch-challenge";

    private const string ValuePrefix = "everlatch-domain=";
    private const int LabelBytes = 16;

    /// <summary>Where the TXT record stands.</summary>
    public static string ChallengeName(CustomDomain domain) => $"{ChallengeLabel}.{domain.Host}";

    /// <summary>What the TXT record holds.</summary>
    public static string ChallengeValue(CustomDomain domain) => ValuePrefix + domain.Challenge;

    /// <summary>Where the CNAME record leads.</summary>
    public static string Target(CustomDomain domain, string cnameTarget)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(domain.Challenge));
        return $"d{Convert.ToHexStringLower(hash.AsSpan(0, LabelBytes))}.{cnameTarget}";
    }

    /// <summary>The records to choose from.</summary>
    public static ImmutableArray<DomainRecord> Of(CustomDomain domain, string cnameTarget) =>
    [
        new("CNAME", domain.Host.Value, Target(domain, cnameTarget)),
        new("TXT", ChallengeName(domain), ChallengeValue(domain)),
    ];
}
