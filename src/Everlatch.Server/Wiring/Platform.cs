using Everlatch.Hosting.Health;
using Everlatch.Server.Limits;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Wiring;

/// <summary>What every feature stands on: time, options of the host, routing, antiforgery.</summary>
internal static class Platform
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddOptions<ServerOptions>()
            .Bind(configuration.GetSection(ServerOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddDrain(provider => TimesOf(provider.GetRequiredService<IOptions<ServerOptions>>().Value));

        // A sweep that fails is logged as an error; it must not take sign-in down with it.
        services.Configure<HostOptions>(
            host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        services.AddRoutingCore();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.Configure<FormOptions>(FormLimits.Apply);
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddAntiforgery();
        services.AddHttpContextAccessor();
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>(AntiforgeryFields);
        return services;
    }

    private static DrainTimes TimesOf(ServerOptions server) => new(server.DrainSeconds, server.ShutdownSeconds);

    private static void AntiforgeryFields(AntiforgeryOptions antiforgery, IHttpContextAccessor requests)
    {
        antiforgery.FormFieldName = "form_token";
        antiforgery.SuppressXFrameOptionsHeader = true;
        antiforgery.Cookie = new FormCookie(requests);
    }
}
