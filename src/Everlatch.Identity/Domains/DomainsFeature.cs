using Everlatch.Directory.Feed;
using Everlatch.Identity.Domains.Dns;
using Everlatch.Identity.Domains.SetupLinks;
using Everlatch.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Domains;

/// <summary>Hosts of customers: claimed, proven by DNS for as long as they live, and served.</summary>
public static class DomainsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddDomains(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DomainOptions>()
            .Bind(configuration.GetSection(DomainOptions.Section))
            .ValidateDataAnnotations()
            .Validate(DomainOptions.NamesAreHosts, "Everlatch:Domains names something that is no host name.")
            .Validate(DomainOptions.ResolversAreAddresses, "Everlatch:Domains:Resolvers holds something that is no address.")
            .ValidateOnStart();
        return services
            .AddSingleton(provider => DnsResolver.Of(provider.GetRequiredService<IOptions<DomainOptions>>().Value))
            .AddSingleton<LookUpDomain>()
            .AddSingleton<JudgeDomain>()
            .AddSingleton<ProveDomain>()
            .AddSingleton<SettleDomain>()
            .AddSingleton<AddDomain>()
            .AddSingleton<ReadDomains>()
            .AddSingleton<RemoveDomain>()
            .AddSingleton<BrandDomain>()
            .AddSingleton(provider => new VerifyDomain(
                provider.GetRequiredService<IDatabase>(),
                provider.GetRequiredService<DirectoryWriter>(),
                provider.GetRequiredService<ProveDomain>(),
                provider.GetRequiredService<SettleDomain>()))
            .AddSingleton<MakeSetupLink>()
            .AddSingleton<FollowSetupLink>()
            .AddHostedService<WatchDomains>();
    }
}
