using Everlatch.Identity.Upkeep;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Links;

/// <summary>Registers mailed links.</summary>
public static class LinksFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddLinks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LinkOptions>()
            .Bind(configuration.GetSection(LinkOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<LinkStore>();
        services.AddSingleton<SendLink>();
        services.AddSingleton<MailLink>();
        services.AddSingleton<RequestLink>();
        services.AddSingleton<AfterAnswer>();
        services.AddHostedService(provider => provider.GetRequiredService<AfterAnswer>());
        services.AddSingleton<IUpkeep, LinkUpkeep>();
        return services;
    }
}
