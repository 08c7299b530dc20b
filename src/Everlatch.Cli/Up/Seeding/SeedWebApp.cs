using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Applications;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The demo's web application. Its addresses follow the port; its secret lives in <c>up.json</c> alone.</summary>
internal sealed class SeedWebApp(
    IDirectory directory, CreateApplication create, ReadApplications read, UpdateApplication update, SeedAppSecret secrets)
{
    private const string Name = "Demo web application";

    /// <summary>The application at an origin, and a secret that works.</summary>
    public async Task<UpFile.DemoWeb> EnsureAsync(
        EnvironmentId environment, Uri origin, ApiEntry api, UpFile.DemoWeb? told, CancellationToken ct)
    {
        var redirect = new Uri(origin, "/signin-oidc").ToString();
        if (Find(directory.Current.Environments[environment], told?.ClientId) is not { } known)
        {
            var made =
                (await create.RunAsync(Seeded.By, environment, ApplicationKind.Web, Draft(origin, redirect, api), ct)).Value();
            return new UpFile.DemoWeb(made.Application.Id.Value, made.Secret!.Text, redirect);
        }

        if (!known.RedirectUris.Contains(redirect))
        {
            await MoveAsync(environment, known.Id, origin, redirect, ct);
        }

        var fits = told is not null
            && known.Secrets.Any(secret => GeneratedSecret.Matches(told.ClientSecret, secret.Sha256.Span));
        var text = fits ? told!.ClientSecret : await secrets.RenewAsync(environment, known, ct);
        return new UpFile.DemoWeb(known.Id.Value, text, redirect);
    }

    private async Task MoveAsync(EnvironmentId environment, AppId application, Uri origin, string redirect, CancellationToken ct)
    {
        if (await read.FindAsync(environment, application, ct) is { } stored)
        {
            var moved = stored.Draft with { RedirectUris = [redirect], PostLogoutRedirectUris = [SignedOut(origin)] };
            (await update.RunAsync(Seeded.By, environment, application, stored.Version, moved, ct)).Value();
        }
    }

    private static ApplicationDraft Draft(Uri origin, string redirect, ApiEntry api) => new()
    {
        Name = Name,
        FirstParty = true,
        RedirectUris = [redirect],
        PostLogoutRedirectUris = [SignedOut(origin)],
        Scopes = ["openid", "profile", "email", "offline_access"],
        Apis = [new ApiGrant(api.Id, [.. api.Scopes.Select(scope => scope.Name)])],
    };

    private static string SignedOut(Uri origin) => new Uri(origin, "/signout-callback-oidc").ToString();

    private static ApplicationEntry? Find(DirectoryEnvironment environment, string? toldId) =>
        Id.TryParse<AppId>(toldId, out var id) && environment.Applications.TryGetValue(id, out var told)
            ? told
            : environment.Applications.Values.FirstOrDefault(application => application.Name == Name);
}
