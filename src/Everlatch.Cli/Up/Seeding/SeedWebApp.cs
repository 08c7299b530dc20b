using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The demo's web application.</summary>
internal static class SeedWebApp
{
    private const string Name = "Demo web application";

    /// <summary>The application with the told credentials, where they still fit, and with addresses at this origin.</summary>
    public static async Task<UpFile.DemoWeb> EnsureAsync(
        SeedWrite seed, Uri origin, ApiGrant grant, UpFile.DemoWeb? told, CancellationToken ct)
    {
        var known = Find(seed.Environment, told?.ClientId);
        var wanted = Wanted(known?.Id ?? Id.New<AppId>(seed.Clock), origin, grant);
        var moved = known is null || !known.RedirectUris.SequenceEqual(wanted.RedirectUris);
        if (moved)
        {
            await ClientSeedStore.PutApplicationAsync(seed.Write.Transaction, seed.Id, wanted, seed.Now, ct);
        }

        var secrets = known?.Secrets ?? ImmutableArray<ClientSecret>.Empty;
        var secret = await SeedSecret.EnsureAsync(seed, wanted.Id.Value, secrets, told?.ClientSecret, ct);
        if (moved || secret != told?.ClientSecret)
        {
            seed.Write.Changed(seed.Id, DirectoryKind.Application, wanted.Id.Value);
        }

        return new UpFile.DemoWeb(wanted.Id.Value, secret, wanted.RedirectUris[0]);
    }

    private static ApplicationEntry Wanted(AppId id, Uri origin, ApiGrant grant) => new()
    {
        Id = id,
        Name = Name,
        Kind = ApplicationKind.Web,
        FirstParty = true,
        RedirectUris = [new Uri(origin, "/signin-oidc").ToString()],
        PostLogoutRedirectUris = [new Uri(origin, "/signout-callback-oidc").ToString()],
        Scopes = ["openid", "profile", "email", "offline_access"],
        Apis = [grant],
        SigningAlgorithm = Seed.Algorithm,
    };

    private static ApplicationEntry? Find(DirectoryEnvironment environment, string? toldId) =>
        Id.TryParse<AppId>(toldId, out var id) && environment.Applications.TryGetValue(id, out var told)
            ? told
            : environment.Applications.Values.FirstOrDefault(application => application.Name == Name);
}
