using System.Collections.Immutable;
using Everlatch.Directory.Entries;

namespace Everlatch.Oidc.Access;

/// <summary>
/// Decides what an application may be granted: its own identity scopes, and its scopes at the APIs that the request names.
/// </summary>
/// <remarks>
/// A request that names no resource means the one API that knows a scope it asks for, else the application's
/// only API. Where neither is so, its tokens are for userinfo alone, and their audience is the issuer.
/// </remarks>
internal static class DecideAccess
{
    public static AccessOutcome For(
        DirectoryEnvironment environment,
        ApplicationEntry application,
        ImmutableArray<string> scopes,
        ImmutableArray<string> resources)
    {
        var named = resources.Distinct().Select(resource => ApplicationApis.Find(environment, application, resource)).ToArray();
        if (named.Any(api => api is null))
        {
            return new AccessOutcome.UnknownResource();
        }

        var apis = named.Length > 0 ? named : Implied(environment, application, scopes);
        return scopes.All(scope => application.Scopes.Contains(scope) || apis.Any(api => api!.Scopes.Contains(scope)))
            ? new AccessOutcome.Granted([.. scopes.Distinct()], [.. apis.Select(api => api!.Audience)])
            : new AccessOutcome.UnknownScope();
    }

    private static ApplicationApi?[] Implied(
        DirectoryEnvironment environment, ApplicationEntry application, ImmutableArray<string> scopes)
    {
        var all = ApplicationApis.All(environment, application);
        var ofApis = scopes.Except(application.Scopes).ToArray();
        var knowing = all.Where(api => api.Scopes.Intersect(ofApis).Any()).ToArray();
        return knowing.Length == 1 ? knowing : all.Length == 1 ? [all[0]] : [];
    }
}
