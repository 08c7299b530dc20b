using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Tenants;

/// <summary>Tenants: the customer organisations of an environment.</summary>
public static class TenantsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddTenants(this IServiceCollection services) => services
        .AddSingleton<CreateTenant>()
        .AddSingleton<UpdateTenant>()
        .AddSingleton<DisableTenant>()
        .AddSingleton<DeleteTenant>()
        .AddSingleton<FindTenants>();
}
