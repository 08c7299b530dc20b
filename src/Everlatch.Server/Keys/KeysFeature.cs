using Everlatch.Core.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Everlatch.Server.Keys;

/// <summary>Puts the master key where ASP.NET would keep a key ring.</summary>
internal static class KeysFeature
{
    /// <summary>Replaces Data Protection, which other features bring with them. Call it last.</summary>
    public static IServiceCollection AddMasterKey(this IServiceCollection services, MasterKey master)
    {
        services.AddSingleton(master);
        services.RemoveAll<IDataProtectionProvider>();
        services.AddSingleton<IDataProtectionProvider>(new MasterKeyProtector(master, MasterKeyProtector.Root));

        // It would open a key ring in the home folder at start, which nobody would ever read.
        foreach (var service in services.Where(IsKeyRingStart).ToList())
        {
            services.Remove(service);
        }

        return services;
    }

    private static bool IsKeyRingStart(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType?.Assembly == typeof(DataProtectionServiceCollectionExtensions).Assembly;
}
