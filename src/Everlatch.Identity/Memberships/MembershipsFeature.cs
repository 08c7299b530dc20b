using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Memberships;

/// <summary>Memberships: who is in which tenant, with which roles, and which of their tenants a session acts in.</summary>
/// <remarks>The host registers an <see cref="ITenantAccessEnd" />.</remarks>
public static class MembershipsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddMemberships(this IServiceCollection services) => services
        .AddSingleton<AddMembership>()
        .AddSingleton<ChangeRoles>()
        .AddSingleton<RemoveMembership>()
        .AddSingleton<EndMembership>()
        .AddSingleton<ListMembers>()
        .AddSingleton<ListMyTenants>()
        .AddSingleton<SwitchTenant>();
}
