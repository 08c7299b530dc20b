using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Edge.Hosts;
using Everlatch.Hosting;
using Microsoft.Extensions.Options;

namespace Everlatch.Edge.Regions;

/// <summary>Registers what an edge knows of hosts and regions, and what keeps it up to date.</summary>
internal static class RoutesFeature
{
    /// <summary>Adds it: without regions in the configuration the hosts of <c>Everlatch:Edge</c> are all there are.</summary>
    public static void AddRoutes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RoutesOptions>()
            .Bind(configuration.GetSection(RoutesOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RoutesOptions>>().Value);
        services.AddSingleton<ConfiguredRoutes>();
        services.AddSingleton<AskRegion>();
        services.AddSingleton(Routes);
        var routes = configuration.GetSection(RoutesOptions.Section).Get<RoutesOptions>() ?? new RoutesOptions();
        if (routes.Regions.Count == 0)
        {
            services.AddSingleton<IHostRoutes>(provider => provider.GetRequiredService<ConfiguredRoutes>());
            return;
        }

        services.AddSingleton<IHostRoutes, FollowedRoutes>();

        // One for each region: none waits for another.
        for (var place = 0; place < routes.Regions.Count; place++)
        {
            var number = place;
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<FollowRegion>(
                provider, provider.GetRequiredService<LiveRoutes>().Regions[number]));
        }
    }

    private static LiveRoutes Routes(IServiceProvider provider)
    {
        var (edge, options) = (provider.GetRequiredService<EdgeOptions>(), provider.GetRequiredService<RoutesOptions>());
        if (options.Regions.Count == 0)
        {
            return new LiveRoutes([]);
        }

        var own = ConfiguredRoutes.RegionOf(edge);
        Check(options, own);
        System.IO.Directory.CreateDirectory(options.Folder);
        return new LiveRoutes(
        [
            .. options.Regions
                .OrderByDescending(region => region.Name == own.Value)
                .ThenBy(region => region.Name, StringComparer.Ordinal)
                .Select(region => Followed(region, options.Folder, provider)),
        ]);
    }

    private static void Check(RoutesOptions options, Region own)
    {
        if (options.Regions.Select(region => region.Name).Distinct().Count() < options.Regions.Count
            || options.Regions.All(region => region.Name != own.Value))
        {
            throw new StartRefusedException(
                "EL1911", $"Everlatch:Routes:Regions names each region once, {own} of Everlatch:Edge:Region among them.");
        }

        foreach (var region in options.Regions)
        {
            if (!Region.TryParse(region.Name, out _)
                || region.Keys.Count == 0
                || !region.Keys.All(key => FeedPublicKey.TryParse(key, out _)))
            {
                throw new StartRefusedException(
                    "EL1911",
                    $"Region '{region.Name}' of Everlatch:Routes needs a name, and keys as `everlatch region key` prints.");
            }
        }
    }

    private static FollowedRegion Followed(RegionOptions region, string folder, IServiceProvider provider)
    {
        var name = Region.Trusted(region.Name);
        ImmutableArray<FeedPublicKey> keys = [.. region.Keys.Select(FeedPublicKey.Parse)];
        var file = new RouteFile(Path.Combine(Path.GetFullPath(folder), region.Name + ".routes"), name, keys);
        return new FollowedRegion(
            name, keys, file, provider.GetRequiredService<AskRegion>(), provider.GetRequiredService<TimeProvider>());
    }
}
