using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Keys;
using Everlatch.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Identity.Tests.Keys;

/// <summary>What of a server looks after signing keys.</summary>
internal static class KeyServer
{
    public static ServiceProvider Over(IDatabase database, TimeProvider clock)
    {
        var configuration = new ConfigurationBuilder().Build();
        return new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton(database)
            .AddSingleton(new MasterKey(new byte[MasterKey.Length]))
            .AddSingleton<ILoggerFactory, NullLoggerFactory>()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddDirectory(configuration)
            .AddSingleton<AuditTrail>()
            .AddKeys(configuration)
            .BuildServiceProvider();
    }
}
