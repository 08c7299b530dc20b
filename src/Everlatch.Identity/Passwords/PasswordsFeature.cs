using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Passwords;

/// <summary>Registers hashing, changing and recovering passwords.</summary>
public static class PasswordsFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddPasswords(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HashingOptions>()
            .Bind(configuration.GetSection(HashingOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<CheckPassword>();
        services.AddSingleton<ReplacePassword>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<ForgotPassword>();
        services.AddSingleton<CompleteReset>();
        services.AddSingleton<ResetPassword>();
        return services;
    }
}
