using Everlatch.Identity.Upkeep;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Mail;

/// <summary>Registers the outbox and its sender.</summary>
public static class MailFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SmtpOptions>()
            .Bind(configuration.GetSection(SmtpOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<Outbox>();
        services.AddSingleton<ReadOutbox>();
        services.AddSingleton<ISmtp, Smtp>();
        services.AddSingleton<SendMails>();
        services.AddHostedService<MailSender>();
        services.AddSingleton<IUpkeep, MailUpkeep>();
        return services;
    }
}
