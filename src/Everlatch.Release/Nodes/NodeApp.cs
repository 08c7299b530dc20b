using Everlatch.Hosting;
using Everlatch.Release.Canary;
using Everlatch.Release.Nodes.Api;
using Everlatch.Release.Nodes.Journal;
using Everlatch.Release.Nodes.Servers;
using Everlatch.Release.Nodes.Watching;
using Microsoft.Extensions.Options;

namespace Everlatch.Release.Nodes;

/// <summary>The node's process: its journal, its servers, and the socket at which it takes orders.</summary>
public static class NodeApp
{
    // Whoever may open it leads the traffic: the node's own user.
    private const string SocketMode = "600";

    /// <summary>Builds a node that is not started yet.</summary>
    /// <param name="settings">Settings that win over the environment's.</param>
    /// <param name="services">Services of the host: the probes.</param>
    /// <exception cref="StartRefusedException">Its settings or its journal cannot be used.</exception>
    public static WebApplication Build(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection> services)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSettings(settings);
        builder.AddLogs(forPeople: false);
        var options = builder.Configuration.GetSection(NodeOptions.Section).Get<NodeOptions>() ?? new NodeOptions();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            KestrelLimits.Apply(kestrel);

            // Without one the settings are refused as the node starts, and say so.
            if (options.Listen.Length > 0)
            {
                kestrel.ListenUnixSocket(options.Listen);
            }
        });
        UnixSockets.Add(builder.Services, SocketMode);
        builder.Services.AddOptions<NodeOptions>()
            .Bind(builder.Configuration.GetSection(NodeOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddOptions<CanaryLimits>()
            .Bind(builder.Configuration.GetSection(CanaryLimits.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        AddServices(builder.Services);
        services(builder.Services);
        var app = builder.Build();
        app.MapNode();
        return app;
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddRoutingCore();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, NodeJson.Default));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<NodeOptions>>().Value);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => OpenJournal(
            provider.GetRequiredService<NodeOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SlotsFile>();
        services.AddSingleton<SlotServers>();
        services.AddSingleton<ICheckRelease, CheckRelease>();
        services.AddSingleton<Node>();
        services.AddSingleton<Turns>();
        services.AddSingleton<SlotOrders>();
        services.AddSingleton<TrafficOrders>();
        services.AddSingleton<DescribeNode>();
        services.AddHostedService<KeepNode>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<CanaryLimits>>().Value);
        services.AddSingleton<LookAtSlots>();
        services.AddSingleton<WatchLent>();
        services.AddHostedService(provider => provider.GetRequiredService<WatchLent>());
    }

    private static NodeJournal OpenJournal(NodeOptions options, TimeProvider clock) =>
        NodeJournal.Open(options.Folder, options.JournalKilobytes, clock);
}
