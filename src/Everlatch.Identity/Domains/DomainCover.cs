namespace Everlatch.Identity.Domains;

/// <summary>What certificates mean to a domain: it is live only with one.</summary>
/// <param name="HasCertificate">Whether edges can show one for its host.</param>
/// <param name="Concern">What is wrong or soon to be with it; null when nothing is.</param>
/// <param name="OrderAt">When to order one; null when that is settled already, or nobody orders.</param>
internal sealed record DomainCover(bool HasCertificate, DomainReason? Concern, DateTimeOffset? OrderAt)
{
    /// <summary>There is none, and none is wanted.</summary>
    public static readonly DomainCover Nothing = new(false, null, null);
}
