using Everlatch.Identity.Upkeep;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Sessions;

/// <summary>Registers browser sessions.</summary>
public static class SessionsFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<SessionEnding>();
        services.AddSingleton<ReplaceSession>();
        services.AddSingleton<BeginSession>();
        services.AddSingleton<FindSession>();
        services.AddSingleton<ListSessions>();
        services.AddSingleton<EndSession>();
        services.AddSingleton<EndAllSessions>();
        services.AddSingleton<IUpkeep, SessionUpkeep>();
        return services;
    }
}
