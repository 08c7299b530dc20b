using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.SignUp;

/// <summary>Registers sign-up and the proof of mailboxes.</summary>
public static class SignUpFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddSignUp(this IServiceCollection services)
    {
        services.AddSingleton<SignUpProof>();
        services.AddSingleton<UnprovenPassword>();
        services.AddSingleton<RegisterPerson>();
        services.AddSingleton<SignUpWithPassword>();
        services.AddSingleton<SendVerification>();
        services.AddSingleton<VerifyEmail>();
        services.AddSingleton<ResendVerification>();
        return services;
    }
}
