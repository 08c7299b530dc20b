using Everlatch.Directory;
using Everlatch.Directory.TokenRequests;
using Everlatch.Edge.Certificates;
using Everlatch.Edge.Regions;
using Everlatch.Hosting.Faults;
using Everlatch.Hosting.Health;
using Everlatch.Hosting.Telemetry;
using Everlatch.Hosting;
using Everlatch.Identity;
using Everlatch.Identity.Memberships;
using Everlatch.Oidc;
using Everlatch.Oidc.Protocol;
using Everlatch.Schema.Gate;
using Everlatch.Server.Api;
using Everlatch.Server.Faults;
using Everlatch.Server.Health;
using Everlatch.Server.Hosts;
using Everlatch.Server.Keys;
using Everlatch.Server.Limits;
using Everlatch.Server.Pages;
using Everlatch.Server.Pages.Errors;
using Everlatch.Server.Wiring;

namespace Everlatch.Server;

/// <summary>The identity host: configuration, services and the way of a request, in this order.</summary>
public static class ServerApp
{
    /// <summary>Builds a server that is not started yet.</summary>
    /// <exception cref="StartRefusedException">The master key is missing or not usable.</exception>
    public static WebApplication Build(ServerStart start)
    {
        // Empty rather than slim: no file watchers, no settings files of whatever folder one happens to stand in.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSettings(start.Settings);
        builder.AddLogs(start.ForPeople);
        builder.AddKestrel();
        AddServices(builder.Services, builder.Configuration, start);
        var app = builder.Build();
        Use(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration, ServerStart start)
    {
        services.AddPlatform(configuration);
        services.AddStorage(configuration);
        services.AddSchema(start.MendCommand);
        services.AddDirectory(configuration);
        services.AddHealth(configuration);
        services.AddTelemetry(configuration);
        services.AddIdentity(configuration);
        services.AddSingleton<ITenantAccessEnd, EndTenantGrants>();
        services.AddOidc(configuration);
        services.AddOidcWiring();
        services.AddSingleton<IIssuerDocuments, EdgeDocuments>();
        services.AddSingleton<ICertificateSource, CertificateSource>();
        services.AddRouteFeed(configuration);
        services.AddPages(configuration);
        services.AddManagement(configuration);
        services.AddMasterKey(start.MasterKey ?? MasterKeySource.Read(configuration));
        start.Services(services);
    }

    private static void Use(WebApplication app)
    {
        app.UseResponseHeaders();
        app.UseRungHeader();
        app.UseDrain();
        app.UseMiddleware<FaultHandler>();
        app.UseClientAddress();
        app.UseMetrics();
        app.UseSchemaGate();
        app.UseRouteFeed();
        app.UseCertificateFeed();
        app.UseMiddleware<HostResolution>();
        app.UseCrossOrigin();
        app.UseTokenGrants();
        app.UseFormLimits();
        app.UseNotFoundPages();
        app.UseRoutingForHead();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapAuthorityChallenges();
        app.MapIdentity();
        app.MapOidc();
        app.MapPages();
        app.MapManagement();
    }
}
