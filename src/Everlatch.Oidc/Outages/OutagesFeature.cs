using Everlatch.Directory.Replay;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Oidc.Outages;

/// <summary>Registers what lets the protocols go on while no database takes writes.</summary>
internal static class OutagesFeature
{
    /// <summary>Adds it. The host adds <see cref="People.ISessionRows" />.</summary>
    public static IServiceCollection AddOutages(this IServiceCollection services)
    {
        services.AddSingleton<OutageSeal>();
        services.AddSingleton<OutageMemory>();
        services.AddSingleton<FindPerson>();
        services.AddSingleton<BringGrant>();
        services.AddSingleton<BringCarried>();
        services.AddSingleton<RedeemInOutage>();
        services.AddSingleton<RefreshInOutage>();
        services.AddSingleton<RefreshFamilies>();
        services.AddSingleton<IReplay, ReplayGrant>();
        services.AddSingleton<IReplay, ReplayCodeReuse>();
        services.AddSingleton<IReplay, ReplayRefresh>();
        return services;
    }
}
