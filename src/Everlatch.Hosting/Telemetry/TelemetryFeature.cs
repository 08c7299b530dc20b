using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Everlatch.Hosting.Telemetry;

/// <summary>
/// Metrics for Prometheus, and traces for a collector where one is named. A feature only owns a meter called <c>Everlatch.…</c>.
/// </summary>
public static class TelemetryFeature
{
    private const string Ours = "Everlatch.*";

    /// <summary>Registers them.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(TelemetryOptions.Section);
        services.AddOptions<TelemetryOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<MetricsAccess>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("everlatch"))
            .WithMetrics(metrics => metrics
                .AddMeter(Ours, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());
        if (section.Get<TelemetryOptions>()?.OtlpEndpoint is { } endpoint)
        {
            telemetry.WithTracing(traces => traces
                .AddSource("Npgsql")
                .AddAspNetCoreInstrumentation()
                .AddOtlpExporter(exporter => exporter.Endpoint = endpoint));
        }

        return services;
    }

    /// <summary>Answers <c>/metrics</c> to whoever may read it, before hosts are looked at: scrapers ask by address.</summary>
    public static void UseMetrics(this IApplicationBuilder app) =>
        app.UseOpenTelemetryPrometheusScrapingEndpoint(app.ApplicationServices.GetRequiredService<MetricsAccess>().Allows);
}
