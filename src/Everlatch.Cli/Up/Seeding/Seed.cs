using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Mail;
using Microsoft.Extensions.Options;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>
/// First data of <c>up</c>. Run again it changes nothing but what follows the port, and keeps every secret that still fits.
/// </summary>
internal sealed class Seed(
    IDirectory directory, SeedEnvironment environments, SeedMachines machines, SeedDemo demos, IOptions<SmtpOptions> smtp)
{
    /// <summary>Makes what is missing and says what there is.</summary>
    /// <param name="up">What was asked for.</param>
    /// <param name="demo">Where the demo application will run; null without a demo.</param>
    /// <param name="told">What the last start said.</param>
    /// <param name="ct">Stops it; the next start goes on from there.</param>
    public async Task<UpFile> RunAsync(UpSettings up, Uri? demo, UpFile? told, CancellationToken ct)
    {
        await directory.CatchUpAsync(ct);
        var environment = await environments.EnsureAsync(up, ct);
        return new UpFile
        {
            Issuer = up.Issuer,
            Regions = [new UpFile.RegionAddress(up.Region.Value, up.Issuer)],
            Management = await ManagementAsync(environment, up, told?.Management, ct),
            Demo = demo is null ? null : await demos.EnsureAsync(environment, demo, told?.Demo, ct),
            Mail = smtp.Value.Enabled ? null : $"{up.Issuer}/mail",
            Portal = $"{up.Issuer}/account",
        };
    }

    private async Task<UpFile.ManagementAccess> ManagementAsync(
        EnvironmentId environment, UpSettings up, UpFile.ManagementAccess? told, CancellationToken ct)
    {
        var api = directory.Current.Environments[environment].ApisByAudience[ManagementScopes.Audience];
        var credentials = told is null ? null : new ClientCredentials(told.ClientId, told.ClientSecret);
        var client = await machines.EnsureAsync(environment, "Operator", api, credentials, ct);
        return new UpFile.ManagementAccess($"{up.Issuer}/api/v1", client.Id, client.Secret);
    }
}
