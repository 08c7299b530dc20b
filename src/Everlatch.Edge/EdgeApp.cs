using Everlatch.Edge.Certificates;
using Everlatch.Edge.Figures;
using Everlatch.Edge.Forwarding;
using Everlatch.Edge.Hosts;
using Everlatch.Edge.Regions;
using Everlatch.Edge.Slots;
using Everlatch.Hosting;
using Everlatch.Hosting.Health;
using Everlatch.Hosting.Telemetry;
using Microsoft.Extensions.Options;

namespace Everlatch.Edge;

/// <summary>The edge's process: configuration, services and the way of a request, in this order.</summary>
public static class EdgeApp
{
    /// <summary>Builds an edge that is not started yet.</summary>
    /// <exception cref="StartRefusedException">Its configuration or its files cannot be used.</exception>
    public static WebApplication Build(EdgeStart start)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSettings(start.Settings);
        builder.AddLogs(start.ForPeople);

        // It begins an activity for every request, which nobody reads unless traces are made.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // It would log the addresses of requests, authorization codes and all; what failed is logged by us.
        builder.Logging.AddFilter("Yarp", LogLevel.None);
        builder.AddKestrel(builder.Configuration.GetSection(EdgeOptions.Section).Get<EdgeOptions>() ?? new EdgeOptions());
        AddServices(builder.Services, builder.Configuration);
        start.Services(builder.Services);
        var app = builder.Build();
        Use(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddOptions<EdgeOptions>()
            .Bind(configuration.GetSection(EdgeOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<EdgeOptions>>().Value);
        services.AddSingleton(TimeProvider.System);
        services.AddTelemetry(configuration);
        services.AddHttpForwarder();
        services.AddDrain(provider => TimesOf(provider.GetRequiredService<EdgeOptions>()));
        services.AddCertificates(configuration);
        services.AddSlots();
        services.AddRoutes(configuration);
        services.AddForwarding();
    }

    private static DrainTimes TimesOf(EdgeOptions options) => new(options.DrainSeconds, options.ShutdownSeconds);

    private static void AddSlots(this IServiceCollection services)
    {
        services.AddSingleton(provider => ServerTrust.Read(provider.GetRequiredService<EdgeOptions>()));
        services.AddSingleton(provider => new ConnectServer(
            provider.GetRequiredService<ServerTrust>(),
            TimeSpan.FromMilliseconds(provider.GetRequiredService<EdgeOptions>().ConnectMilliseconds)));
        services.AddSingleton<LiveSlots>();
        services.AddSingleton<ProbeServer>();
        services.AddHostedService<FollowSlots>();
    }

    private static void AddForwarding(this IServiceCollection services)
    {
        services.AddSingleton<EdgeMetrics>();
        services.AddSingleton<ForwardRequest>();
    }

    private static void Use(WebApplication app)
    {
        app.UseMiddleware<EdgeFaults>();
        app.UseDrain();
        app.UseMetrics();
        app.UseMiddleware<ServeFigures>();
        app.UseMiddleware<EdgeHealth>();
        app.UseMiddleware<TakeFromPeer>();
        app.UseMiddleware<ResolveHost>();
        app.UseMiddleware<PlainHttp>();
        app.UseMiddleware<AnswerDocuments>();
        app.Run(app.Services.GetRequiredService<ForwardRequest>().RunAsync);
    }
}
