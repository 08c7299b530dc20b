using Everlatch.Identity.Sessions;
using Everlatch.Identity.Users;
using Everlatch.Oidc.Authorize;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.People;
using Everlatch.Server.Pages.Consent;
using Everlatch.Server.Pages.Device;

namespace Everlatch.Server.Wiring;

/// <summary>What the protocols and the people ask of each other.</summary>
internal static class OidcWiring
{
    /// <summary>Registers the adapters.</summary>
    public static IServiceCollection AddOidcWiring(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IPeople, BrowserPeople>();
        services.AddSingleton<IRefusalPage, RefusalPage>();
        services.AddSingleton<IConsent, ProtocolConsent>();
        services.AddSingleton<IDeviceApproval, ProtocolDevices>();
        services.AddSingleton<IProtocolAudit, ProtocolAuditTrail>();
        services.AddSingleton<ISessionRows, SessionRows>();
        services.AddSingleton<ISessionEnd, EndSessionGrants>();
        return services;
    }
}
