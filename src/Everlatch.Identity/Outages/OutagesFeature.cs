using Everlatch.Directory.Replay;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Outages;

/// <summary>Registers what lets people sign in while no database takes writes.</summary>
public static class OutagesFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddOutages(this IServiceCollection services)
    {
        services.AddSingleton<SessionSeal>();
        services.AddSingleton<OutageCounts>();
        services.AddSingleton<BeginSealedSession>();
        services.AddSingleton<BringSession>();
        services.AddSingleton<EnsureSession>();
        services.AddSingleton<LivesInOutage>();
        services.AddSingleton<FindSealedSession>();
        services.AddSingleton<AnswerSignInInOutage>();
        services.AddSingleton<IReplay, ReplaySignIn>();
        services.AddSingleton<ChooseTenantInOutage>();
        services.AddSingleton<IReplay, ReplayGuess>();
        services.AddSingleton<IReplay, ReplayTenantChoice>();
        return services;
    }
}
