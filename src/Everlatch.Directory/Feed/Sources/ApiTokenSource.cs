using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Reads API tokens with their secrets. Revoked ones are kept out: to the hot path they are unknown.</summary>
internal sealed class ApiTokenSource : EntrySource<ApiTokenEntry>
{
    private const string Select =
        """
        select environment_id, id, name, tenant_id, user_id, roles_json, permissions_json, expires_at, revoked_at
        from api_tokens
        """;

    private static readonly Statement All = DirectoryStatement.All("api_tokens", Select + " where revoked_at is null");
    private static readonly Statement One = DirectoryStatement.One("api_tokens", Select);

    public override DirectoryKind Kind => DirectoryKind.ApiToken;

    protected override async Task<IReadOnlyList<(EnvironmentId Environment, ApiTokenEntry Entry)>> ReadAsync(
        IStatements statements, EntryKey? only, CancellationToken ct)
    {
        var secrets = await SecretRows.ReadAsync(statements, ApiTokenId.Prefix, only, ct);
        var rows = await RowsAsync<Row>(statements, All, One, only, ct);
        return
        [
            .. rows.Where(row => row.RevokedAt is null).Select(row => (row.EnvironmentId, row.ToEntry(secrets.Of(row.Id.Value)))),
        ];
    }

    protected override DirectoryEnvironment WithAll(DirectoryEnvironment environment, IEnumerable<ApiTokenEntry> entries) =>
        environment with { ApiTokens = entries.ToImmutableDictionary(entry => entry.Id) };

    protected override DirectoryEnvironment With(DirectoryEnvironment environment, string entity, ApiTokenEntry? entry) =>
        environment with
        {
            ApiTokens = entry is null
                ? environment.ApiTokens.Remove(ApiTokenId.Trusted(entity))
                : environment.ApiTokens.SetItem(entry.Id, entry),
        };

    private sealed record Row
    {
        public EnvironmentId EnvironmentId { get; init; }
        public ApiTokenId Id { get; init; }
        public string Name { get; init; } = "";
        public TenantId TenantId { get; init; }
        public UserId? UserId { get; init; }
        public string RolesJson { get; init; } = "";
        public string PermissionsJson { get; init; } = "";
        public DateTimeOffset? ExpiresAt { get; init; }
        public DateTimeOffset? RevokedAt { get; init; }

        public ApiTokenEntry ToEntry(ImmutableArray<ClientSecret> secrets) => new()
        {
            Id = Id,
            Name = Name,
            Tenant = TenantId,
            User = UserId,
            OwnerRoles = Json.Strings(RolesJson),
            Permissions = Json.Strings(PermissionsJson),
            ExpiresAt = ExpiresAt,
            Secrets = secrets,
        };
    }
}
