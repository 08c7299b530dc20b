using Everlatch.Identity.Sessions;
using Everlatch.Identity.Users;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.People;

namespace Everlatch.Server.Wiring;

/// <summary>What the protocols and the people ask of each other.</summary>
internal static class OidcWiring
{
    /// <summary>Registers the adapters.</summary>
    public static IServiceCollection AddOidcWiring(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IPeople, BrowserPeople>();
        services.AddSingleton<IProtocolAudit, ProtocolAuditTrail>();
        services.AddSingleton<ISessionEnd, EndSessionGrants>();
        services.AddSingleton<IUserEnd, EndUserGrants>();
        return services;
    }
}
