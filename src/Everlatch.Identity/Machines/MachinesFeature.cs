using Everlatch.Directory.TokenRequests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Machines;

/// <summary>Machine clients and the fast way to their tokens.</summary>
public static class MachinesFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddMachines(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ITokenGrant, MachineTokens>();
        services.AddSingleton<ApiTokenUses>();
        services.AddHostedService<WriteApiTokenUses>();
        return services;
    }
}
