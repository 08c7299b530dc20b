namespace Everlatch.Server.Pages.Consent;

/// <summary>What an application wants of a person.</summary>
/// <param name="Scopes">Scopes of OpenID Connect, which have texts of their own.</param>
/// <param name="Apis">APIs at which it wants to act.</param>
public sealed record WantedAccess(IReadOnlyList<string> Scopes, IReadOnlyList<WantedApi> Apis);
