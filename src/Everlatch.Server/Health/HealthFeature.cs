using System.Reflection;
using Everlatch.Hosting.Health;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Everlatch.Server.Health;

/// <summary>Tells balancers and operators how this server is. None of it asks the database.</summary>
internal static class HealthFeature
{
    private static readonly string? Version =
        typeof(HealthFeature).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    /// <summary>Registers readiness and what it watches.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HealthOptions>()
            .Bind(configuration.GetSection(HealthOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<Readiness>();
        services.AddSingleton<RungInForce>();
        services.AddSingleton<PublishedKeySet>();
        services.AddHostedService<WatchStore>();
        return services;
    }

    /// <summary>
    /// Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/health/keys</c>; the schema's gate answers <c>/health/schema</c>.
    /// </summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").ExcludeFromDescription();
        health.MapGet("/live", () => Answer(StatusCodes.Status200OK, new HealthReport { Status = "live", Version = Version }));
        health.MapGet("/ready", Ready);
        health.MapGet("/keys", Keys);
        return routes;
    }

    private static JsonHttpResult<HealthReport> Ready(HttpContext context, Readiness readiness, RungInForce rung)
    {
        var missing = readiness.Missing();
        var report = new HealthReport
        {
            Status = missing.Count == 0 ? "ready" : "not_ready",
            Missing = missing,
            Rung = rung.Word,
            JournalEntries = rung.JournalEntries,
            DirectoryAgeSeconds = readiness.DirectoryAgeSeconds,
            Version = Version,
        };
        return Answer(Status(context, missing.Count == 0), report);
    }

    // A path of its own: readiness is asked many times a second, and this is worth an answer when a release is validated.
    private static JsonHttpResult<HealthReport> Keys(HttpContext context, PublishedKeySet keys)
    {
        var digest = keys.Digest;
        var report = new HealthReport
        {
            Status = digest is null ? "not_ready" : "ready", Keys = digest, Version = Version,
        };
        return Answer(Status(context, digest is not null), report);
    }

    private static int Status(HttpContext context, bool good)
    {
        if (good)
        {
            return StatusCodes.Status200OK;
        }

        context.Response.Headers.RetryAfter = "1";
        return StatusCodes.Status503ServiceUnavailable;
    }

    private static JsonHttpResult<HealthReport> Answer(int status, HealthReport report) =>
        TypedResults.Json(report, HealthJson.Default.HealthReport, statusCode: status);
}
