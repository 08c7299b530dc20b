using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Everlatch.Schema.Gate;

/// <summary>Puts the gate into a service.</summary>
public static class SchemaGateFeature
{
    /// <summary>
    /// Registers the gate. The service starts whatever the database is: down, empty or of another build. It is live and not ready
    /// until the schema fits, and becomes ready by itself then. A service that calls <c>UseExceptionHandler</c> tells the gate of
    /// its faults by that; another one calls <see cref="SchemaGate.Report" />.
    /// </summary>
    public static IServiceCollection AddSchemaGate(this IServiceCollection services, Action<SchemaGateOptions> configure) =>
        services.AddSchemaGate((options, _) => configure(options));

    /// <summary>The same with options that need other services.</summary>
    public static IServiceCollection AddSchemaGate(
        this IServiceCollection services, Action<SchemaGateOptions, IServiceProvider> configure)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var options = new SchemaGateOptions();
            configure(options, provider);
            return options;
        });
        services.AddSingleton<GateMetrics>();
        services.AddSingleton(provider => new SchemaGate(
            provider.GetRequiredService<SchemaGateOptions>(),
            provider.GetRequiredService<GateMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SchemaGate>>()));
        services.AddSingleton(provider =>
        {
            var registration = new Registration();
            provider.GetRequiredService<GateMetrics>().Watch(registration);
            return registration;
        });
        services.AddSingleton<WatchSchema>();
        services.AddHostedService(provider => provider.GetRequiredService<WatchSchema>());
        services.AddHostedService<Heartbeat>();
        services.AddExceptionHandler<SchemaFaultHandler>();
        return services;
    }

    /// <summary>
    /// Answers <c>/health/schema</c>, and refuses every request but those of exempt paths while the schema does not fit. Put it
    /// before whatever needs the database.
    /// </summary>
    public static IApplicationBuilder UseSchemaGate(this IApplicationBuilder app) => app.UseMiddleware<GateMiddleware>();

    /// <summary>Adds the gate to the service's own health checks.</summary>
    public static IHealthChecksBuilder AddSchemaGate(this IHealthChecksBuilder checks) =>
        checks.AddCheck<SchemaHealthCheck>("schema", tags: ["ready"]);
}
