using System.Collections.Immutable;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Grants;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Access;

/// <summary>Decides what a token of a grant is for: at most what was granted, what is asked for now, and what the application may still have.</summary>
internal static class NarrowAccess
{
    /// <summary>The access; null when a resource was not granted or is gone (<c>invalid_target</c>).</summary>
    public static TokenAccess? For(
        DirectoryHost here,
        ApplicationEntry application,
        Grant grant,
        ImmutableArray<string> scopes,
        ImmutableArray<string> resources)
    {
        if (resources.Except(grant.Resources).Any())
        {
            return null;
        }

        var wanted = resources.IsEmpty ? grant.Resources : [.. resources.Distinct()];
        var apis = wanted
            .Select(resource => ApplicationApis.Find(here.Environment, application, resource))
            .OfType<ApplicationApi>()
            .ToImmutableArray();
        if (apis.IsEmpty && !wanted.IsEmpty)
        {
            return null;
        }

        return new TokenAccess(
            apis.IsEmpty ? [here.Issuer] : [.. apis.Select(api => api.Audience)],
            [.. Asked(grant, scopes).Where(scope => IsAllowed(application, apis, scope))],
            Life(application, apis));
    }

    private static IEnumerable<string> Asked(Grant grant, ImmutableArray<string> scopes) =>
        scopes.IsEmpty ? grant.Scopes : grant.Scopes.Intersect(scopes);

    // offline_access is about the grant; no API has a use for it.
    private static bool IsAllowed(ApplicationEntry application, ImmutableArray<ApplicationApi> apis, string scope) =>
        scope != Scopes.OfflineAccess && (application.Scopes.Contains(scope) || apis.Any(api => api.Scopes.Contains(scope)));

    private static TimeSpan Life(ApplicationEntry application, ImmutableArray<ApplicationApi> apis)
    {
        var seconds = apis.Select(api => api.TokenSeconds).Append(application.Settings.AccessTokenSeconds).Min();
        var life = TimeSpan.FromSeconds(seconds);
        return life < TokenLife.Max ? life : TokenLife.Max;
    }
}
