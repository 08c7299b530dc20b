using Everlatch.Core.Secrets;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Copies;
using Everlatch.Directory.Feed;
using Everlatch.Directory.Feed.Sources;
using Everlatch.Directory.Replay;
using Everlatch.Directory.TokenRequests;
using Everlatch.Directory.Tokens;
using Everlatch.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Everlatch.Directory;

/// <summary>Registers the read model.</summary>
public static class DirectoryFeature
{
    /// <summary>
    /// Adds the directory, its follower and its writer. Needs an <see cref="IDatabase" />, a <see cref="MasterKey" /> and, where
    /// a copy is kept, <see cref="CopyTerms" />.
    /// </summary>
    public static IServiceCollection AddDirectory(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DirectoryOptions>()
            .Bind(configuration.GetSection(DirectoryOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<RecentChanges>();
        services.AddSingleton(provider => new ReadDirectory(
            Sources(provider.GetRequiredService<MasterKey>()), provider.GetRequiredService<RecentChanges>()));
        services.AddSingleton(Copy);
        services.AddSingleton<IDirectory, LiveDirectory>();
        services.AddSingleton<DirectoryWriter>();
        services.AddSingleton<ClientAuthentication>();
        services.AddSingleton<AccessTokenVerifier>();
        services.AddSingleton<TokenMetrics>();
        services.AddHostedService<FollowDirectory>();
        services.AddSingleton<ReplayMetrics>();
        services.AddSingleton<ReplayEntry>();
        services.AddHostedService<FollowJournal>();
        return services;
    }

    // Whoever was told to keep a copy and cannot is told so at its start, not in the outage that it was meant for.
    private static IDirectoryCopy Copy(IServiceProvider provider)
    {
        if (provider.GetRequiredService<IOptions<DirectoryOptions>>().Value.CopyFolder is not { Length: > 0 } folder)
        {
            return new NoCopy();
        }

        var fingerprint = CopyFingerprint.OfThisBuild(provider.GetRequiredService<CopyTerms>().Schema);
        return ActivatorUtilities.CreateInstance<DirectoryCopy>(provider, new CopyFile(folder, fingerprint), fingerprint);
    }

    internal static IReadOnlyList<IEntrySource> Sources(MasterKey master) =>
    [
        new EnvironmentSource(master),
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
