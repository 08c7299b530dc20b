using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Core;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Everlatch.Edge.Regions;

/// <summary>The identity server's side of the routing feed: <c>GET /edge/routes?after=N</c> for who has the token.</summary>
public static class RouteFeed
{
    /// <summary>Where it is asked for, on any host.</summary>
    public const string Path = "/edge/routes";

    internal const string ContentType = "application/vnd.everlatch.routes";

    /// <summary>Registers it. Needs an <see cref="IIssuerDocuments" />.</summary>
    public static IServiceCollection AddRouteFeed(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FeedOptions>()
            .Bind(configuration.GetSection(FeedOptions.Section))
            .ValidateDataAnnotations()
            .Validate(options => options.Region.Length > 0 || options.Token.Length == 0, "Everlatch:Feed:Token needs a Region.")
            .ValidateOnStart();
        services.AddSingleton(provider => new FeedKey(provider.GetRequiredService<MasterKey>()));
        services.AddSingleton(provider =>
        {
            var region = Region.Trusted(provider.GetRequiredService<IOptions<FeedOptions>>().Value.Region);
            return new PublishRoutes(
                provider.GetRequiredService<IDirectory>(),
                provider.GetRequiredService<RecentChanges>(),
                new RouteChanges(region, provider.GetRequiredService<IIssuerDocuments>()),
                region,
                provider.GetRequiredService<FeedKey>());
        });
        return services;
    }

    /// <summary>Answers edges before hosts are looked at: they ask by address. For others there is nothing there.</summary>
    public static void UseRouteFeed(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<FeedOptions>>().Value;
        if (options.Token.Length > 0)
        {
            var token = Hash(options.Token);
            app.MapWhen(
                context => context.Request.Path == Path && HasToken(context.Request, token),
                feed => feed.Run(AnswerAsync));
        }
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var after = context.Request.Query["after"].ToString();
        if (!HttpMethods.IsGet(context.Request.Method)
            || (after.Length > 0 && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var publish = context.RequestServices.GetRequiredService<PublishRoutes>();
        long? state = after.Length > 0 ? long.Parse(after, CultureInfo.InvariantCulture) : null;
        if (await publish.AnswerAsync(state, context.RequestAborted) is not { } pages)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        foreach (var page in pages)
        {
            await SignedPages.WriteAsync(context.Response.Body, page, context.RequestAborted);
        }
    }

    // Hashes have one length, so that comparing them tells nothing about the token's.
    private static bool HasToken(HttpRequest request, byte[] token) =>
        request.Headers.Authorization.ToString() is var header
        && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(token, Hash(header["Bearer ".Length..]));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
