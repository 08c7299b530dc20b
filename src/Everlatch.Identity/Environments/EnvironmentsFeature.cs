using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Environments;

/// <summary>Environments and the hosts that lead to them.</summary>
public static class EnvironmentsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddEnvironments(this IServiceCollection services) => services
        .AddSingleton<ReadEnvironments>()
        .AddSingleton<CreateEnvironment>()
        .AddSingleton<UpdateEnvironment>()
        .AddSingleton<UnprovenHosts>()
        .AddSingleton<AddHost>()
        .AddSingleton<RemoveHost>()
        .AddSingleton<MakeHostPrimary>();
}
