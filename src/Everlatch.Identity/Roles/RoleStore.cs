using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Roles;

/// <summary>
/// Roles as rows. Every method takes the statements to send it over, so that a caller's transaction can include it.
/// </summary>
internal static class RoleStore
{
    private const string Columns = "id, key, name, permissions_json, created_at, updated_at, version";

    private static readonly Statement Insert = Statement.Write(
        "roles.insert",
        """
        insert into roles (environment_id, id, key, name, permissions_json, created_at, updated_at, version)
        values (@environment, @role, @key, @name, @permissions, @now, @now, 1)
        on conflict (environment_id, key) do nothing
        """);

    private static readonly Statement Find = Statement.Read(
        "roles.find", $"select {Columns} from roles where environment_id = @environment and id = @role");

    private static readonly Statement Page = Statement.Read(
        "roles.page",
        $"""
        select {Columns} from roles
        where environment_id = @environment and id > @after
        order by id limit @limit
        """);

    private static readonly Statement Update = Statement.Write(
        "roles.update",
        $"""
        update roles set name = @name, permissions_json = @permissions, updated_at = @now, version = version + 1
        where environment_id = @environment and id = @role and version = @version
        returning {Columns}
        """);

    private static readonly Statement Delete = Statement.Write(
        "roles.delete", "delete from roles where environment_id = @environment and id = @role");

    // Writes nothing new: the row's lock keeps the role from being deleted until the caller's transaction ends.
    private static readonly Statement Hold = Statement.Write(
        "roles.hold",
        $"update roles set version = version where environment_id = @environment and key = @key returning {Columns}");

    // roles_json is a list of quoted keys, so a key is in it exactly when taking its quoted form out changes the text.
    private static readonly Statement FindUse = Statement.Read(
        "roles.find_use",
        """
        select cast(1 as bigint) from roles r
        where r.environment_id = @environment and r.id = @role and (
            exists (select 1 from memberships m
                where m.environment_id = @environment and replace(m.roles_json, '"' || r.key || '"', '') <> m.roles_json)
            or exists (select 1 from invitations i
                where i.environment_id = @environment and i.accepted_at is null and i.revoked_at is null and i.expires_at > @now
                    and replace(i.roles_json, '"' || r.key || '"', '') <> i.roles_json)
            or exists (select 1 from api_tokens t
                where t.environment_id = @environment and t.revoked_at is null
                    and replace(t.roles_json, '"' || r.key || '"', '') <> t.roles_json))
        """);

    /// <summary>Adds a role; false when its key is taken.</summary>
    public static async Task<bool> AddAsync(IStatements statements, EnvironmentId environment, Role role, CancellationToken ct) =>
        await statements.ExecuteAsync(
            Insert,
            new
            {
                environment,
                role = role.Id,
                key = role.Key,
                name = role.Name,
                permissions = Json.Write(role.Permissions),
                now = role.CreatedAt,
            },
            ct) == 1;

    public static async Task<Role?> FindAsync(
        IStatements statements, EnvironmentId environment, RoleId role, CancellationToken ct) =>
        (await statements.FindAsync<Row>(Find, new { environment, role }, ct))?.ToRole();

    /// <summary>Up to <paramref name="limit" /> roles after an id.</summary>
    public static async Task<Page<Role>> PageAsync(
        IStatements statements, EnvironmentId environment, string? after, int limit, CancellationToken ct)
    {
        var rows = await statements.ListAsync<Row>(Page, new { environment, after = after ?? "", limit = limit + 1L }, ct);
        return Core.Page.Cut([.. rows.Select(row => row.ToRole())], limit, role => role.Id.Value);
    }

    /// <summary>Changes name and permissions; null when the version is another by now.</summary>
    public static async Task<Role?> UpdateAsync(
        IStatements statements, EnvironmentId environment, Role role, DateTimeOffset now, CancellationToken ct) =>
        (await statements.FindAsync<Row>(
            Update,
            new
            {
                environment,
                role = role.Id,
                name = role.Name,
                permissions = Json.Write(role.Permissions),
                version = role.Version,
                now,
            },
            ct))?.ToRole();

    public static Task DeleteAsync(IStatements statements, EnvironmentId environment, RoleId role, CancellationToken ct) =>
        statements.ExecuteAsync(Delete, new { environment, role }, ct);

    /// <summary>Whether a member, an open invitation or a living API token has the role.</summary>
    public static async Task<bool> IsUsedAsync(
        IStatements statements, EnvironmentId environment, RoleId role, DateTimeOffset now, CancellationToken ct) =>
        await statements.FindAsync<long?>(FindUse, new { environment, role, now }, ct) is not null;

    /// <summary>
    /// Reads the role of a key and keeps it from being deleted while the transaction lasts; null when there is none.
    /// </summary>
    public static async Task<Role?> HoldAsync(
        ITransaction transaction, EnvironmentId environment, string key, CancellationToken ct) =>
        (await transaction.FindAsync<Row>(Hold, new { environment, key }, ct))?.ToRole();

    private sealed record Row
    {
        public RoleId Id { get; init; }
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
        public string PermissionsJson { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset UpdatedAt { get; init; }
        public long Version { get; init; }

        public Role ToRole() => new()
        {
            Id = Id,
            Key = Key,
            Name = Name,
            Permissions = Json.Strings(PermissionsJson),
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
            Version = Version,
        };
    }
}
