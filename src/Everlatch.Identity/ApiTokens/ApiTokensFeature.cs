using Everlatch.Identity.Clients;
using Everlatch.Identity.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Everlatch.Identity.ApiTokens;

/// <summary>API tokens: credentials that tenants and users make for their own scripts.</summary>
public static class ApiTokensFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddApiTokens(this IServiceCollection services)
    {
        services.TryAddSingleton<ClientSecrets>();
        return services
            .AddSingleton<EndApiTokens>()
            .AddSingleton<IUserEnd>(provider => provider.GetRequiredService<EndApiTokens>())
            .AddSingleton<CreateApiToken>()
            .AddSingleton<AddApiTokenSecret>()
            .AddSingleton<RemoveApiTokenSecret>()
            .AddSingleton<RevokeApiToken>()
            .AddSingleton<FindApiTokens>();
    }
}
