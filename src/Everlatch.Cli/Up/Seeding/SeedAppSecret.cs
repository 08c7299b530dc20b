using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Applications;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>A new secret for an application whose told one was lost.</summary>
internal sealed class SeedAppSecret(AddApplicationSecret add, RemoveApplicationSecret remove)
{
    private const int MaxSecrets = 2;

    /// <summary>Makes it; the newest of the others stays, two may be alive at once.</summary>
    public async Task<string> RenewAsync(EnvironmentId environment, ApplicationEntry application, CancellationToken ct)
    {
        foreach (var secret in application.Secrets.Skip(MaxSecrets - 1))
        {
            (await remove.RunAsync(Seeded.By, environment, application.Id, secret.Id, ct)).Value();
        }

        return (await add.RunAsync(Seeded.By, environment, application.Id, null, ct)).Value().Text;
    }
}
