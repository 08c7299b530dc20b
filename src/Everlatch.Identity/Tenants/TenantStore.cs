using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Tenants;

/// <summary>
/// Tenants as rows. Every method takes the statements to send it over, so that a caller's transaction can include it.
/// </summary>
internal static class TenantStore
{
    private const string Columns = "id, key, name, disabled_at, created_at, updated_at, version";

    private static readonly Statement Insert = Statement.Write(
        "tenants.insert",
        """
        insert into tenants (environment_id, id, key, name, created_at, updated_at, version)
        values (@environment, @tenant, @key, @name, @now, @now, 1)
        on conflict (environment_id, key) do nothing
        """);

    private static readonly Statement Find = Statement.Read(
        "tenants.find", $"select {Columns} from tenants where environment_id = @environment and id = @tenant");

    private static readonly Statement FindByKey = Statement.Read(
        "tenants.find_by_key", $"select {Columns} from tenants where environment_id = @environment and key = @key");

    private static readonly Statement Page = Statement.Read(
        "tenants.page",
        $"select {Columns} from tenants where environment_id = @environment and id > @after order by id limit @limit");

    private static readonly Statement Update = Statement.Write(
        "tenants.update",
        $"""
        update tenants set name = @name, updated_at = @now, version = version + 1
        where environment_id = @environment and id = @tenant and version = @version
        returning {Columns}
        """);

    private static readonly Statement Disable = Statement.Write(
        "tenants.disable",
        $"""
        update tenants set disabled_at = coalesce(disabled_at, @now), updated_at = @now, version = version + 1
        where environment_id = @environment and id = @tenant and version = @version
        returning {Columns}
        """);

    private static readonly Statement Enable = Statement.Write(
        "tenants.enable",
        $"""
        update tenants set disabled_at = null, updated_at = @now, version = version + 1
        where environment_id = @environment and id = @tenant and version = @version
        returning {Columns}
        """);

    private static readonly Statement Delete = Statement.Write(
        "tenants.delete",
        "delete from tenants where environment_id = @environment and id = @tenant and version = @version");

    // Writes nothing new: the row's lock makes those who change who is in a tenant take turns.
    private static readonly Statement Hold = Statement.Write(
        "tenants.hold",
        $"update tenants set version = version where environment_id = @environment and id = @tenant returning {Columns}");

    /// <summary>Adds a tenant; false when its key is taken.</summary>
    public static async Task<bool> AddAsync(
        IStatements statements, EnvironmentId environment, Tenant tenant, CancellationToken ct) =>
        await statements.ExecuteAsync(
            Insert,
            new { environment, tenant = tenant.Id, key = tenant.Key, name = tenant.Name, now = tenant.CreatedAt },
            ct) == 1;

    public static Task<Tenant?> FindAsync(
        IStatements statements, EnvironmentId environment, TenantId tenant, CancellationToken ct) =>
        statements.FindAsync<Tenant>(Find, new { environment, tenant }, ct);

    public static Task<Tenant?> FindByKeyAsync(
        IStatements statements, EnvironmentId environment, string key, CancellationToken ct) =>
        statements.FindAsync<Tenant>(FindByKey, new { environment, key }, ct);

    /// <summary>Up to <paramref name="limit" /> tenants after an id.</summary>
    public static async Task<Page<Tenant>> PageAsync(
        IStatements statements, EnvironmentId environment, string? after, int limit, CancellationToken ct)
    {
        var rows = await statements.ListAsync<Tenant>(Page, new { environment, after = after ?? "", limit = limit + 1L }, ct);
        return Core.Page.Cut(rows, limit, tenant => tenant.Id.Value);
    }

    /// <summary>Changes the name; null when the version is another by now.</summary>
    public static Task<Tenant?> UpdateAsync(
        IStatements statements,
        EnvironmentId environment,
        TenantId tenant,
        string name,
        long version,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.FindAsync<Tenant>(Update, new { environment, tenant, name, version, now }, ct);

    /// <summary>Disables; null when the version is another by now.</summary>
    public static Task<Tenant?> DisableAsync(
        IStatements statements,
        EnvironmentId environment,
        TenantId tenant,
        long version,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.FindAsync<Tenant>(Disable, new { environment, tenant, version, now }, ct);

    /// <summary>Enables again; null when the version is another by now.</summary>
    public static Task<Tenant?> EnableAsync(
        IStatements statements,
        EnvironmentId environment,
        TenantId tenant,
        long version,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.FindAsync<Tenant>(Enable, new { environment, tenant, version, now }, ct);

    /// <summary>Deletes a tenant with its memberships and invitations; false when the version is another by now.</summary>
    public static async Task<bool> DeleteAsync(
        IStatements statements, EnvironmentId environment, TenantId tenant, long version, CancellationToken ct) =>
        await statements.ExecuteAsync(Delete, new { environment, tenant, version }, ct) == 1;

    /// <summary>
    /// Reads a tenant and keeps others who would change it, or who is in it, waiting until the transaction ends.
    /// </summary>
    public static Task<Tenant?> HoldAsync(
        ITransaction transaction, EnvironmentId environment, TenantId tenant, CancellationToken ct) =>
        transaction.FindAsync<Tenant>(Hold, new { environment, tenant }, ct);
}
