namespace Everlatch.Identity.Domains.Dns;

/// <summary>A domain as one resolver shows it.</summary>
/// <param name="IsProven">Whether one of the claim's records is there; null when it could not say.</param>
/// <param name="Route">Where the host leads.</param>
internal sealed record DomainView(bool? IsProven, DomainRoute Route);
