using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.ApiTokens;

/// <summary>
/// API tokens as rows. Every method takes the statements to send it over, so that a caller's transaction can include it.
/// </summary>
internal static class ApiTokenStore
{
    private const string Columns =
        """
        id, name, tenant_id as tenant, user_id as "user", roles_json, permissions_json, created_by, created_at,
        expires_at, revoked_at,
        last_used_at, version
        """;

    private static readonly Statement Insert = Statement.Write(
        "api_tokens.insert",
        """
        insert into api_tokens
            (environment_id, id, name, tenant_id, user_id, roles_json, permissions_json, created_by, created_at, expires_at,
             version)
        values
            (@environment, @token, @name, @tenant, cast(@user as text), @roles, @permissions, @created_by, @now, @expires_at, 1)
        """);

    private static readonly Statement Find = Statement.Read(
        "api_tokens.find", $"select {Columns} from api_tokens where environment_id = @environment and id = @token");

    private static readonly Statement Page = Statement.Read(
        "api_tokens.page",
        $"""
        select {Columns} from api_tokens
        where environment_id = @environment and id > @after
            and (cast(@tenant as text) is null or tenant_id = @tenant)
            and (cast(@user as text) is null or user_id = @user)
        order by id limit @limit
        """);

    private static readonly Statement CountLiving = Statement.Read(
        "api_tokens.count_living",
        """
        select count(*) from api_tokens
        where environment_id = @environment and tenant_id = @tenant
            and (user_id = @user or (user_id is null and cast(@user as text) is null))
            and revoked_at is null and (expires_at is null or expires_at > @now)
        """);

    // Writes nothing new: the row's lock makes adding a secret and revoking the token take turns.
    private static readonly Statement Hold = Statement.Write(
        "api_tokens.hold",
        $"update api_tokens set version = version where environment_id = @environment and id = @token returning {Columns}");

    /// <summary>Adds a token.</summary>
    public static Task AddAsync(IStatements statements, EnvironmentId environment, ApiToken token, CancellationToken ct) =>
        statements.ExecuteAsync(
            Insert,
            new
            {
                environment,
                token = token.Id,
                name = token.Name,
                tenant = token.Tenant,
                user = token.User?.Value,
                roles = Json.Write(token.Roles),
                permissions = Json.Write(token.Permissions),
                created_by = token.CreatedBy,
                now = token.CreatedAt,
                expires_at = token.ExpiresAt,
            },
            ct);

    public static async Task<ApiToken?> FindAsync(
        IStatements statements, EnvironmentId environment, ApiTokenId token, CancellationToken ct) =>
        (await statements.FindAsync<Row>(Find, new { environment, token }, ct))?.ToToken();

    /// <summary>
    /// Up to <paramref name="limit" /> tokens after an id; of one tenant, of one user, or of all where those are null.
    /// </summary>
    public static async Task<Page<ApiToken>> PageAsync(
        IStatements statements,
        EnvironmentId environment,
        TenantId? tenant,
        UserId? user,
        string? after,
        int limit,
        CancellationToken ct)
    {
        var rows = await statements.ListAsync<Row>(
            Page, new { environment, tenant = tenant?.Value, user = user?.Value, after = after ?? "", limit = limit + 1L }, ct);
        return Core.Page.Cut([.. rows.Select(row => row.ToToken())], limit, token => token.Id.Value);
    }

    /// <summary>How many living tokens an owner has: a user in a tenant, or the tenant itself where the user is null.</summary>
    public static Task<long> CountLivingAsync(
        IStatements statements,
        EnvironmentId environment,
        TenantId tenant,
        UserId? user,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.FindAsync<long>(CountLiving, new { environment, tenant, user = user?.Value, now }, ct);

    /// <summary>Reads a token and keeps others who would change it waiting until the transaction ends.</summary>
    public static async Task<ApiToken?> HoldAsync(
        ITransaction transaction, EnvironmentId environment, ApiTokenId token, CancellationToken ct) =>
        (await transaction.FindAsync<Row>(Hold, new { environment, token }, ct))?.ToToken();

    private sealed record Row
    {
        public ApiTokenId Id { get; init; }
        public string Name { get; init; } = "";
        public TenantId Tenant { get; init; }
        public UserId? User { get; init; }
        public string RolesJson { get; init; } = "";
        public string PermissionsJson { get; init; } = "";
        public string CreatedBy { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? ExpiresAt { get; init; }
        public DateTimeOffset? RevokedAt { get; init; }
        public DateTimeOffset? LastUsedAt { get; init; }
        public long Version { get; init; }

        public ApiToken ToToken() => new()
        {
            Id = Id,
            Name = Name,
            Tenant = Tenant,
            User = User,
            Roles = Json.Strings(RolesJson),
            Permissions = Json.Strings(PermissionsJson),
            CreatedBy = CreatedBy,
            CreatedAt = CreatedAt,
            ExpiresAt = ExpiresAt,
            RevokedAt = RevokedAt,
            LastUsedAt = LastUsedAt,
            Version = Version,
        };
    }
}
