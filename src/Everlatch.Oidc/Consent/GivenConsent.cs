namespace Everlatch.Oidc.Consent;

/// <summary>What a person allowed an application, and when they last said so.</summary>
internal sealed record GivenConsent(ConsentedAccess Access, DateTimeOffset At);
