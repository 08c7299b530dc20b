using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Roles;

/// <summary>Roles: what members may do.</summary>
public static class RolesFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddRoles(this IServiceCollection services) => services
        .AddSingleton<CreateRole>()
        .AddSingleton<UpdateRole>()
        .AddSingleton<DeleteRole>()
        .AddSingleton<FindRoles>();
}
