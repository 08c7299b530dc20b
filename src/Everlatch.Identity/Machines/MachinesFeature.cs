using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Machines;

/// <summary>Machine clients and the fast way to their tokens.</summary>
public static class MachinesFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddMachines(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MachineMetrics>();
        services.AddSingleton<MachineTokens>();
        services.AddSingleton<ApiTokenUses>();
        services.AddHostedService<WriteApiTokenUses>();
        return services;
    }

    /// <summary>
    /// Puts the machine path in front of what answers the other grants. It needs the request's <c>DirectoryHost</c>, which the host
    /// resolves before.
    /// </summary>
    public static IApplicationBuilder UseMachineTokens(this IApplicationBuilder app) => app.UseMiddleware<MachineTokenMiddleware>();
}
