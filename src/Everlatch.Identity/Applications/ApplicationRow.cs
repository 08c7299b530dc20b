using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Identity.Applications;

/// <summary>An application's columns.</summary>
internal sealed record ApplicationRow
{
    public AppId Id { get; init; }
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public long FirstParty { get; init; }
    public string RedirectUrisJson { get; init; } = "";
    public string PostLogoutRedirectUrisJson { get; init; } = "";
    public string ScopesJson { get; init; } = "";
    public string ApisJson { get; init; } = "";
    public string? JwksJson { get; init; }
    public string SigningAlgorithm { get; init; } = "";
    public string SettingsJson { get; init; } = "";
    public DateTimeOffset? DisabledAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public long Version { get; init; }

    /// <summary>The parameters of the statements that write one.</summary>
    public static object Parameters(EnvironmentId environment, Application application, DateTimeOffset now)
    {
        var draft = application.Draft;
        return new
        {
            environment,
            application = application.Id,
            name = draft.Name,
            kind = application.Kind.ToString(),
            firstParty = draft.FirstParty ? 1L : 0L,
            redirects = Json.Write(draft.RedirectUris),
            postLogout = Json.Write(draft.PostLogoutRedirectUris),
            scopes = Json.Write(draft.Scopes),
            apis = Json.Write(draft.Apis),
            jwks = draft.Jwks,
            algorithm = draft.SigningAlgorithm,
            settings = Json.Write(draft.Settings),
            disabled = draft.Disabled ? 1L : 0L,
            now,
            version = application.Version,
        };
    }

    public Application ToApplication() => new()
    {
        Id = Id,
        Kind = Enum.Parse<ApplicationKind>(Kind),
        Draft = new ApplicationDraft
        {
            Name = Name,
            FirstParty = FirstParty != 0,
            RedirectUris = Json.Strings(RedirectUrisJson),
            PostLogoutRedirectUris = Json.Strings(PostLogoutRedirectUrisJson),
            Scopes = Json.Strings(ScopesJson),
            Apis = ImmutableArray.Create(Json.Read<ApiGrant[]>(ApisJson)),
            Jwks = JwksJson,
            SigningAlgorithm = SigningAlgorithm,
            Settings = Json.Read<ApplicationSettings>(SettingsJson),
            Disabled = DisabledAt is not null,
        },
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        Version = Version,
    };
}
