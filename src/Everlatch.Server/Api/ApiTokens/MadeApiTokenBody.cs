using Everlatch.Identity.ApiTokens;
using Everlatch.Server.Api.Clients;

namespace Everlatch.Server.Api.ApiTokens;

/// <summary>An API token just made, with the one copy of its secret.</summary>
internal sealed record MadeApiTokenBody
{
    public required ApiTokenBody Token { get; init; }

    public required MadeSecretBody Secret { get; init; }

    public static MadeApiTokenBody Of(CreatedApiToken made) =>
        new() { Token = ApiTokenBody.Of(made.Token), Secret = MadeSecretBody.Of(made.Secret) };
}
