namespace Everlatch.Oidc.Consent;

/// <summary>One scope that an application asks for.</summary>
/// <param name="Name">As requested.</param>
/// <param name="Description">What the API's owner says that it allows; null for scopes of OpenID Connect.</param>
public sealed record RequestedScope(string Name, string? Description);
