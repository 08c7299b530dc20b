using Everlatch.Identity.Clients;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Everlatch.Identity.Applications;

/// <summary>Applications that people sign in to.</summary>
public static class ApplicationsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddApplications(this IServiceCollection services)
    {
        services.TryAddSingleton<ClientSecrets>();
        return services
            .AddSingleton<ReadApplications>()
            .AddSingleton<CreateApplication>()
            .AddSingleton<UpdateApplication>()
            .AddSingleton<DeleteApplication>()
            .AddSingleton<AddApplicationSecret>()
            .AddSingleton<RemoveApplicationSecret>();
    }
}
