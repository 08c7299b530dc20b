using System.Collections.Immutable;
using System.Text.Json;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Applications;
using Everlatch.Server.Api.Clients;

namespace Everlatch.Server.Api.Applications;

/// <summary>An application as sent.</summary>
internal sealed record ApplicationBody
{
    /// <summary>Its id and client_id.</summary>
    public required AppId Id { get; init; }

    public required ApplicationKind Kind { get; init; }

    public required string Name { get; init; }

    public required bool FirstParty { get; init; }

    public required ImmutableArray<string> RedirectUris { get; init; }

    public required ImmutableArray<string> PostLogoutRedirectUris { get; init; }

    public required ImmutableArray<string> Scopes { get; init; }

    public required ImmutableArray<ApiGrantBody> Apis { get; init; }

    public required JsonElement? Jwks { get; init; }

    public required string SigningAlgorithm { get; init; }

    public required ApplicationSettings Settings { get; init; }

    public required bool Disabled { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its first secret, in the answer that makes it and nowhere else; null for one that keeps none.</summary>
    public MadeSecretBody? Secret { get; init; }

    public static ApplicationBody Of(Application application) => new()
    {
        Id = application.Id,
        Kind = application.Kind,
        Name = application.Draft.Name,
        FirstParty = application.Draft.FirstParty,
        RedirectUris = application.Draft.RedirectUris,
        PostLogoutRedirectUris = application.Draft.PostLogoutRedirectUris,
        Scopes = application.Draft.Scopes,
        Apis = ApiGrantBody.Of(application.Draft.Apis),
        Jwks = KeySetJson.Element(application.Draft.Jwks),
        SigningAlgorithm = application.Draft.SigningAlgorithm,
        Settings = application.Draft.Settings,
        Disabled = application.Draft.Disabled,
        CreatedAt = application.CreatedAt,
        UpdatedAt = application.UpdatedAt,
    };
}
