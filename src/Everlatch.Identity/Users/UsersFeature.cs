using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Users;

/// <summary>Registers the administration of users.</summary>
public static class UsersFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.AddSingleton<InsertUser>();
        services.AddSingleton<CreateUser>();
        services.AddSingleton<FindUser>();
        services.AddSingleton<ListUsers>();
        services.AddSingleton<UpdateUser>();
        services.AddSingleton<UserEnding>();
        services.AddSingleton<DisableUser>();
        services.AddSingleton<EnableUser>();
        services.AddSingleton<DeleteUser>();
        return services;
    }
}
