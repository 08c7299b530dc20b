namespace Everlatch.Oidc.Token;

/// <summary>The access token of a response, for the ID token that is bound to it.</summary>
internal sealed record AccessTokenText(string Value);
