using System.Collections.Immutable;
using Everlatch.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Everlatch.Edge.Regions;

/// <summary>Registers what an edge knows of hosts: <see cref="LiveRoutes" />, and what keeps it up to date.</summary>
public static class RoutesFeature
{
    /// <summary>Adds it. Needs a <see cref="TimeProvider" />.</summary>
    public static IServiceCollection AddRoutes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RoutesOptions>()
            .Bind(configuration.GetSection(RoutesOptions.Section))
            .ValidateDataAnnotations()
            .Validate(HasOwn, "Everlatch:Routes:Regions has no entry for Everlatch:Routes:Region.")
            .Validate(
                options => options.Regions.All(IsUsable),
                "A region of Everlatch:Routes:Regions has no name, no key, or a wrong one.")
            .ValidateOnStart();
        services.AddSingleton(Routes);

        // One for each region: none waits for another.
        for (var place = 0; place < configuration.GetSection(RoutesOptions.Section).Get<RoutesOptions>()?.Regions.Count; place++)
        {
            var number = place;
            services.AddSingleton<IHostedService>(provider => Follow(provider, number));
        }

        return services;
    }

    private static bool HasOwn(RoutesOptions options) =>
        options.Regions.Count(region => region.Name == options.Region) == 1
        && options.Regions.DistinctBy(region => region.Name).Count() == options.Regions.Count;

    private static bool IsUsable(RegionOptions region) =>
        Region.TryParse(region.Name, out _)
        && region.Keys.Count > 0
        && region.Keys.All(key => FeedPublicKey.TryParse(key, out _));

    private static LiveRoutes Routes(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<RoutesOptions>>().Value;
        System.IO.Directory.CreateDirectory(options.Folder);
        return new LiveRoutes(
        [
            .. options.Regions
                .OrderByDescending(region => region.Name == options.Region)
                .ThenBy(region => region.Name, StringComparer.Ordinal)
                .Select(region => Followed(region, options.Folder, provider.GetRequiredService<TimeProvider>())),
        ]);
    }

    private static FollowRegion Follow(IServiceProvider provider, int place) => ActivatorUtilities.CreateInstance<FollowRegion>(
        provider,
        provider.GetRequiredService<LiveRoutes>().Regions[place],
        Client(),
        provider.GetRequiredService<IOptions<RoutesOptions>>().Value);

    private static FollowedRegion Followed(RegionOptions region, string folder, TimeProvider clock)
    {
        var name = Region.Trusted(region.Name);
        ImmutableArray<FeedPublicKey> keys = [.. region.Keys.Select(FeedPublicKey.Parse)];
        var file = new RouteFile(Path.Combine(Path.GetFullPath(folder), region.Name + ".routes"), name, keys);
        return new FollowedRegion(name, keys, [.. region.Addresses.Select(address => new Uri(address))], file, clock);
    }

    private static HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    });
}
