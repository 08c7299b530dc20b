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
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<ServerOptions>>(
            (antiforgery, server) => AntiforgeryCookie(antiforgery, server.Value.PlainHttp));
        return services;
    }

    private static DrainTimes TimesOf(ServerOptions server) => new(server.DrainSeconds, server.ShutdownSeconds);

    // The __Host- prefix binds the cookie to exactly this host and to https (RFC 6265bis §4.1.3.2).
    private static void AntiforgeryCookie(AntiforgeryOptions antiforgery, bool plainHttp)
    {
        antiforgery.FormFieldName = "form_token";
        antiforgery.SuppressXFrameOptionsHeader = true;
        antiforgery.Cookie.Name = plainHttp ? "everlatch-form" : "__Host-everlatch-form";
        antiforgery.Cookie.SecurePolicy = plainHttp ? CookieSecurePolicy.None : CookieSecurePolicy.Always;

        // Not strict: a page that another site leads to would set a new cookie, and forms in other tabs would be out of date.
        antiforgery.Cookie.SameSite = SameSiteMode.Lax;
        antiforgery.Cookie.Path = "/";
    }
}
