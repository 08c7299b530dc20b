using Everlatch.Core.Secrets;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Feed;
using Everlatch.Directory.Feed.Sources;
using Everlatch.Directory.TokenRequests;
using Everlatch.Directory.Tokens;
using Everlatch.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Directory;

/// <summary>Registers the read model.</summary>
public static class DirectoryFeature
{
    /// <summary>
    /// Adds the directory, its follower and its writer. Needs an <see cref="IDatabase" /> and a <see cref="MasterKey" />.
    /// </summary>
    public static IServiceCollection AddDirectory(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DirectoryOptions>()
            .Bind(configuration.GetSection(DirectoryOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IDirectory>(provider => new LiveDirectory(
            provider.GetRequiredService<IDatabase>(),
            provider.GetRequiredService<TimeProvider>(),
            Sources(provider.GetRequiredService<MasterKey>())));
        services.AddSingleton<DirectoryWriter>();
        services.AddSingleton<ClientAuthentication>();
        services.AddSingleton<AccessTokenVerifier>();
        services.AddSingleton<TokenMetrics>();
        services.AddHostedService<FollowDirectory>();
        return services;
    }

    internal static IReadOnlyList<IEntrySource> Sources(MasterKey master) =>
    [
        new EnvironmentSource(),
        new HostSource(),
        new KeySource(master),
        new ApiSource(),
        new RoleSource(),
        new ApplicationSource(),
        new MachineClientSource(),
        new ApiTokenSource(),
        new RevocationSource(),
    ];
}
