using System.Text.Json;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Identity.Applications;
using Everlatch.Server.Api.Clients;

namespace Everlatch.Server.Api.Applications;

/// <summary>An application as it shall be: what is left out takes its default.</summary>
internal record ApplicationChangeBody
{
    public required string Name { get; init; }

    public bool FirstParty { get; init; }

    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    public IReadOnlyList<string> Scopes { get; init; } = ["openid"];

    public IReadOnlyList<ApiGrantBody> Apis { get; init; } = [];

    public JsonElement? Jwks { get; init; }

    public string SigningAlgorithm { get; init; } = SigningAlgorithms.Es256;

    public ApplicationSettings Settings { get; init; } = new();

    public bool Disabled { get; init; }

    public ApplicationDraft ToDraft() => new()
    {
        Name = Name,
        FirstParty = FirstParty,
        RedirectUris = [.. RedirectUris],
        PostLogoutRedirectUris = [.. PostLogoutRedirectUris],
        Scopes = [.. Scopes],
        Apis = ApiGrantBody.ToGrants(Apis),
        Jwks = KeySetJson.Text(Jwks),
        SigningAlgorithm = SigningAlgorithm,
        Settings = Settings,
        Disabled = Disabled,
    };
}
