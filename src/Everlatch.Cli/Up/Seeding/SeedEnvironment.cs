using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Keys;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The operator's environment on this machine, found by its host.</summary>
internal sealed class SeedEnvironment(IDirectory directory, DirectoryWriter writer, EnsureKeys keys, TimeProvider clock)
{
    /// <summary>Makes it where it is missing, and lets its issuers follow the port.</summary>
    public async Task<DirectoryEnvironment> EnsureAsync(UpSettings up, CancellationToken ct)
    {
        var name = HostName.Trusted(new Uri(up.Issuer).Host);
        HostEntry[] hosts = [new(name, up.Issuer, true), new(HostName.Trusted(new Uri(up.IssuerByAddress).Host), up.IssuerByAddress, false)];
        if (directory.Current.Find(name) is { } here && hosts.All(host => here.Environment.Hosts.GetValueOrDefault(host.Name) == host))
        {
            return here.Environment;
        }

        var known = directory.Current.Find(name)?.Environment.Id;
        var environment = known ?? Id.New<EnvironmentId>(clock);
        await writer.WriteAsync(
            async write =>
            {
                if (known is null)
                {
                    await SeedStore.AddEnvironmentAsync(write.Transaction, environment, "Everlatch", up.Region.Value, clock.GetUtcNow(), ct);
                    write.Changed(environment, DirectoryKind.Environment, environment.Value);
                    await keys.RunAsync(write, environment, [Seed.Algorithm], ct);
                }

                foreach (var host in hosts)
                {
                    await SeedStore.PutHostAsync(write.Transaction, environment, host, clock.GetUtcNow(), ct);
                    write.Changed(environment, DirectoryKind.Host, host.Name.Value);
                }

                return environment;
            },
            ct);
        return directory.Current.Environments[environment];
    }
}
