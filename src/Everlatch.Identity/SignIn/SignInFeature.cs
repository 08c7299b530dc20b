using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.SignIn;

/// <summary>Registers sign-in by password.</summary>
public static class SignInFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<SignInRecord>();
        services.AddSingleton<SignedInUsers>();
        services.AddSingleton<FinishSignIn>();
        services.AddSingleton<AnswerSignIn>();
        services.AddSingleton<SignInWithPassword>();
        return services;
    }
}
