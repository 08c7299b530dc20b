using Everlatch.Identity.Clients;

namespace Everlatch.Identity.ApiTokens;

/// <summary>An API token just made, with the one copy of its secret.</summary>
/// <param name="Token">The token; its id is the client_id.</param>
/// <param name="Secret">The client secret.</param>
public sealed record CreatedApiToken(ApiToken Token, NewSecret Secret);
