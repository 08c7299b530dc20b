using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Environments;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The operator's environment on this machine, found by its hosts.</summary>
internal sealed class SeedEnvironment(IDirectory directory, DirectoryWriter writer, CreateEnvironment create, AddHost addHost)
{
    private const string Name = "Everlatch";

    /// <summary>Makes it where it is missing, and lets its issuers follow the port.</summary>
    public async Task<EnvironmentId> EnsureAsync(UpSettings up, CancellationToken ct)
    {
        string[] issuers = [up.Issuer, up.OtherIssuer];
        var known = issuers.Select(issuer => directory.Current.Find(HostOf(issuer))?.Environment.Id).FirstOrDefault(
            id => id is not null);
        var environment = known
            ?? (await create.RunAsync(Seeded.By, Name, up.Region.Value, new() { IsOperator = true }, ct)).Value().Id;
        foreach (var issuer in issuers)
        {
            await EnsureHostAsync(environment, issuer, ct);
        }

        return environment;
    }

    private async Task EnsureHostAsync(EnvironmentId environment, string issuer, CancellationToken ct)
    {
        var host = HostOf(issuer);
        switch (directory.Current.Find(host))
        {
            case null:
                (await addHost.RunAsync(Seeded.By, environment, host.Value, issuer, ct)).Value();
                return;
            case { } here when here.Issuer != issuer:
                await MoveAsync(environment, host, issuer, ct);
                return;
        }
    }

    private Task<bool> MoveAsync(EnvironmentId environment, HostName host, string issuer, CancellationToken ct) =>
        writer.WriteAsync(
        async write =>
        {
            await IssuerStore.MoveAsync(write.Transaction, environment, host, issuer, ct);
            write.Changed(environment, DirectoryKind.Host, host.Value);
            return true;
        },
        ct);

    private static HostName HostOf(string issuer) => HostName.Trusted(new Uri(issuer).Host);
}
