using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Apis;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The demo's API.</summary>
internal sealed class SeedApis(IDirectory directory, CreateApi create)
{
    /// <summary>Its audience. It ends in a slash because strict clients compare it as a URI with a path.</summary>
    public const string Audience = "https://api.demo.example/";

    private const int TokenSeconds = 600;

    private static readonly ApiDraft Draft = new(
        "Demo API",
        [new ApiScope("invoices:read", "See invoices"), new ApiScope("invoices:write", "Write invoices")],
        TokenSeconds);

    /// <summary>Makes it where it is missing.</summary>
    public async Task<ApiEntry> EnsureAsync(EnvironmentId environment, CancellationToken ct)
    {
        if (!directory.Current.Environments[environment].ApisByAudience.ContainsKey(Audience))
        {
            (await create.RunAsync(Seeded.By, environment, Audience, Draft, ct)).Value();
        }

        return directory.Current.Environments[environment].ApisByAudience[Audience];
    }
}
