using Everlatch.Core.Ids;
using Everlatch.Directory;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>Everything of the demo.</summary>
internal sealed class SeedDemo(IDirectory directory, SeedApis apis, SeedWebApp web, SeedMachines machines, SeedPeople people)
{
    /// <summary>Makes what is missing of it.</summary>
    public async Task<UpFile.DemoAccess> EnsureAsync(
        EnvironmentId environment, Uri origin, UpFile.DemoAccess? told, CancellationToken ct)
    {
        var api = await apis.EnsureAsync(environment, ct);
        var credentials = told is null ? null : new ClientCredentials(told.Machine.ClientId, told.Machine.ClientSecret);
        var machine = await machines.EnsureAsync(environment, "Demo machine", api, credentials, ct);
        return new UpFile.DemoAccess(
            await people.EnsureAsync(directory.Current.Environments[environment], told?.User, ct),
            await web.EnsureAsync(environment, origin, api, told?.Web, ct),
            new UpFile.DemoMachine(machine.Id, machine.Secret, SeedApis.Audience));
    }
}
