using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;

namespace Everlatch.Hosting.Health;

/// <summary>Stopping in order: not ready, still accepting, listeners closed, requests in flight finished.</summary>
public static class DrainFeature
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddDrain(this IServiceCollection services, Func<IServiceProvider, DrainTimes> times)
    {
        services.AddSingleton(times);
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddOptions<HostOptions>().Configure<DrainTimes>(
            (host, drain) => host.ShutdownTimeout = TimeSpan.FromSeconds(drain.AcceptingSeconds + drain.FinishingSeconds));
        return services;
    }

    /// <summary>
    /// Asks every client that still comes while the server drains to come back on another connection, which leads elsewhere: a
    /// connection that is closed only with the listener may take a request with it that was on its way.
    /// </summary>
    public static void UseDrain(this IApplicationBuilder app)
    {
        var drain = app.ApplicationServices.GetRequiredService<Drain>();
        app.Use((context, next) =>
        {
            if (drain.IsDraining)
            {
                context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            }

            return next(context);
        });
    }
}
