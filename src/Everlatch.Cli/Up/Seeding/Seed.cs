using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Apis;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>First data of <c>up</c>. Run again it changes nothing but what follows the port, and keeps every secret that still fits.</summary>
internal sealed class Seed(SeedEnvironment environments, IDirectory directory, DirectoryWriter writer, TimeProvider clock)
{
    /// <summary>JWS algorithm of the first key and clients.</summary>
    public const string Algorithm = "ES256";

    /// <summary>Makes what is missing and says what there is.</summary>
    /// <param name="up">What was asked for.</param>
    /// <param name="demo">Where the demo application will run; null without a demo.</param>
    /// <param name="told">What the last start said.</param>
    /// <param name="ct">Stops it; nothing half-made remains.</param>
    public async Task<UpFile> RunAsync(UpSettings up, Uri? demo, UpFile? told, CancellationToken ct)
    {
        await directory.CatchUpAsync(ct);
        var environment = await environments.EnsureAsync(up, ct);
        return await writer.WriteAsync(
            async write =>
            {
                var seed = new SeedWrite(write, environment, clock);
                return new UpFile
                {
                    Issuer = up.Issuer,
                    Regions = [new UpFile.RegionAddress(up.Region.Value, up.Issuer)],
                    Management = await ManagementAsync(seed, up, told?.Management, ct),
                    Demo = demo is null ? null : await DemoAsync(seed, demo, told?.Demo, ct),
                    Mail = $"{up.Issuer}/mail",
                };
            },
            ct);
    }

    private static async Task<UpFile.ManagementAccess> ManagementAsync(
        SeedWrite seed, UpSettings up, UpFile.ManagementAccess? told, CancellationToken ct)
    {
        var api = await SeedApis.EnsureManagementAsync(seed, ct);
        var grant = new ApiGrant(api, ManagementScopes.All);
        var (id, secret) = await SeedMachines.EnsureAsync(seed, "Operator", grant, told?.ClientId, told?.ClientSecret, ct);
        return new UpFile.ManagementAccess($"{up.Issuer}/api/v1", id.Value, secret);
    }

    private static async Task<UpFile.DemoAccess> DemoAsync(SeedWrite seed, Uri origin, UpFile.DemoAccess? told, CancellationToken ct)
    {
        var grant = new ApiGrant(await SeedApis.EnsureDemoAsync(seed, ct), [.. SeedApis.DemoScopes.Select(scope => scope.Name)]);
        var web = await SeedWebApp.EnsureAsync(seed, origin, grant, told?.Web, ct);
        var (id, secret) = await SeedMachines.EnsureAsync(
            seed, "Demo machine", grant, told?.Machine.ClientId, told?.Machine.ClientSecret, ct);
        return new UpFile.DemoAccess(
            new UpFile.DemoUser("demo@example.com", told?.User.Password ?? ""),
            web,
            new UpFile.DemoMachine(id.Value, secret, SeedApis.DemoAudience));
    }
}
