using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Reads applications with their secrets.</summary>
internal sealed class ApplicationSource : EntrySource<ApplicationEntry>
{
    private const string Select =
        """
        select environment_id, id, name, kind, first_party, redirect_uris_json, post_logout_redirect_uris_json, scopes_json,
               apis_json, jwks_json, signing_algorithm, settings_json, disabled_at
        from applications
        """;

    private static readonly Statement All = DirectoryStatement.All("applications", Select);
    private static readonly Statement One = DirectoryStatement.One("applications", Select);

    public override DirectoryKind Kind => DirectoryKind.Application;

    protected override async Task<IReadOnlyList<(EnvironmentId Environment, ApplicationEntry Entry)>> ReadAsync(
        IStatements statements, EntryKey? only, CancellationToken ct)
    {
        var secrets = await SecretRows.ReadAsync(statements, AppId.Prefix, only, ct);
        var rows = await RowsAsync<Row>(statements, All, One, only, ct);
        return [.. rows.Select(row => (row.EnvironmentId, row.ToEntry(secrets.Of(row.Id.Value))))];
    }

    protected override DirectoryEnvironment WithAll(DirectoryEnvironment environment, IEnumerable<ApplicationEntry> entries) =>
        environment with { Applications = entries.ToImmutableDictionary(entry => entry.Id) };

    protected override DirectoryEnvironment With(DirectoryEnvironment environment, string entity, ApplicationEntry? entry) =>
        environment with
        {
            Applications = entry is null
                ? environment.Applications.Remove(AppId.Trusted(entity))
                : environment.Applications.SetItem(entry.Id, entry),
        };

    private sealed record Row
    {
        public EnvironmentId EnvironmentId { get; init; }
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

        public ApplicationEntry ToEntry(ImmutableArray<ClientSecret> secrets) => new()
        {
            Id = Id,
            Name = Name,
            Kind = Enum.Parse<ApplicationKind>(Kind),
            FirstParty = FirstParty != 0,
            RedirectUris = Json.Strings(RedirectUrisJson),
            PostLogoutRedirectUris = Json.Strings(PostLogoutRedirectUrisJson),
            Scopes = Json.Strings(ScopesJson),
            Apis = ImmutableArray.Create(Json.Read<ApiGrant[]>(ApisJson)),
            KeySet = ClientKeySet.Read(JwksJson),
            SigningAlgorithm = SigningAlgorithm,
            Settings = Json.Read<ApplicationSettings>(SettingsJson),
            Secrets = secrets,
            Disabled = DisabledAt is not null,
        };
    }
}
