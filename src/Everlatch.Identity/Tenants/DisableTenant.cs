using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.ApiTokens;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;

namespace Everlatch.Identity.Tenants;

/// <summary>Closes a tenant, and opens it again. While it is closed nobody acts in it.</summary>
/// <remarks>
/// Closing ends its API tokens and grants for good and takes sessions out of it, so that their users choose
/// another tenant; memberships stay, so that opening it again lets the people back in, who sign in anew.
/// </remarks>
public sealed class DisableTenant(
    DirectoryWriter writer, EndApiTokens tokens, ITenantAccessEnd grants, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Closes it, when its version is still the one that the change was made from.</summary>
    public Task<Edit<Tenant>> RunAsync(
        EnvironmentId environment, TenantId tenant, long version, Actor actor, CancellationToken ct) =>
        writer.WriteAsync(write => DisableAsync(write, environment, tenant, version, actor, ct), ct);

    /// <summary>Opens it again, when its version is still the one that the change was made from.</summary>
    public Task<Edit<Tenant>> UndoAsync(
        EnvironmentId environment, TenantId tenant, long version, Actor actor, CancellationToken ct) =>
        writer.WriteAsync(write => EnableAsync(write, environment, tenant, version, actor, ct), ct);

    private static async Task<Edit<Tenant>> NotChangedAsync(
        DirectoryWrite write, EnvironmentId environment, TenantId tenant, CancellationToken ct) =>
        await TenantStore.FindAsync(write.Transaction, environment, tenant, ct) is null
            ? new Edit<Tenant>.Unknown()
            : new Edit<Tenant>.Stale();

    private async Task<Edit<Tenant>> DisableAsync(
        DirectoryWrite write, EnvironmentId environment, TenantId tenant, long version, Actor actor, CancellationToken ct)
    {
        var transaction = write.Transaction;
        if (await TenantStore.DisableAsync(transaction, environment, tenant, version, clock.GetUtcNow(), ct) is not { } disabled)
        {
            return await NotChangedAsync(write, environment, tenant, ct);
        }

        await SessionTenants.LeaveAsync(transaction, environment, tenant, ct);
        await tokens.OfTenantAsync(write, environment, tenant, ct);
        await grants.EndAsync(write, environment, tenant, null, ct);
        await audit.RecordAsync(transaction, actor.Did(environment, "tenant.disabled", tenant.Value, tenant), ct);
        return new Edit<Tenant>.Done(disabled);
    }

    private async Task<Edit<Tenant>> EnableAsync(
        DirectoryWrite write, EnvironmentId environment, TenantId tenant, long version, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await TenantStore.EnableAsync(write.Transaction, environment, tenant, version, now, ct) is not { } enabled)
        {
            return await NotChangedAsync(write, environment, tenant, ct);
        }

        await audit.RecordAsync(write.Transaction, actor.Did(environment, "tenant.enabled", tenant.Value, tenant), ct);
        return new Edit<Tenant>.Done(enabled);
    }
}
