using Everlatch.Core;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Everlatch.Edge.Regions;

/// <summary>
/// The identity server's side of the routing feed: <c>GET /edge/routes?format=2&amp;after=N</c> for who has the token.
/// </summary>
public static class RouteFeed
{
    /// <summary>Where it is asked for, on any host.</summary>
    public const string Path = "/edge/routes";

    private const string ContentType = "application/vnd.everlatch.routes";

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
                provider.GetRequiredService<FeedKey>(),
                provider.GetRequiredService<TimeProvider>());
        });
        return services;
    }

    /// <summary>Answers edges before hosts are looked at: they ask by address. For others there is nothing there.</summary>
    public static void UseRouteFeed(this IApplicationBuilder app)
    {
        var token = app.ApplicationServices.GetRequiredService<IOptions<FeedOptions>>().Value.Token;
        if (token.Length > 0)
        {
            var bearer = new BearerToken(token);
            app.MapWhen(
                context => context.Request.Path == Path && bearer.IsIn(context.Request), feed => feed.Run(AnswerAsync));
        }
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || RouteQuestion.Parse(context.Request.Query) is not { } question)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var publish = context.RequestServices.GetRequiredService<PublishRoutes>();
        if (await publish.AnswerAsync(question, context.RequestAborted) is not { } pages)
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
}
