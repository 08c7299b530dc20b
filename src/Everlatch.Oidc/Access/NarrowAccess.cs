using System.Collections.Immutable;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Grants;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Access;

/// <summary>
/// Decides what a token of a grant is for: at most what was granted, what is asked for now, and what the application may still
/// have.
/// </summary>
internal static class NarrowAccess
{
    /// <summary>What it came to.</summary>
    internal abstract record Outcome
    {
        /// <summary>There is something left.</summary>
        internal sealed record Narrowed(TokenAccess Access) : Outcome;

        /// <summary>A scope was not granted (<c>invalid_scope</c>, RFC 6749 §6).</summary>
        internal sealed record WiderScope : Outcome;

        /// <summary>A resource was not granted, or the application may no longer have it (<c>invalid_target</c>).</summary>
        internal sealed record OtherResource : Outcome;
    }

    /// <summary>Decides.</summary>
    public static Outcome For(
        DirectoryEnvironment environment,
        ApplicationEntry application,
        Grant grant,
        ImmutableArray<string> scopes,
        ImmutableArray<string> resources)
    {
        if (!scopes.All(scope => grant.Scopes.Contains(scope)))
        {
            return new Outcome.WiderScope();
        }

        if (!resources.All(resource => grant.Resources.Contains(resource)))
        {
            return new Outcome.OtherResource();
        }

        var wanted = resources.IsEmpty ? grant.Resources : resources;
        var apis = ApplicationApis.FindAll(environment, application, wanted);
        if (apis.IsEmpty && !wanted.IsEmpty)
        {
            return new Outcome.OtherResource();
        }

        var granted = scopes.IsEmpty ? grant.Scopes : scopes;
        return new Outcome.Narrowed(new TokenAccess(
            apis.IsEmpty ? [grant.Issuer] : [.. apis.Select(api => api.Audience)],
            granted.RemoveAll(scope => !IsAllowed(application, apis, scope)),
            granted.Contains(Scopes.OfflineAccess),
            Life(application, apis)));
    }

    // offline_access is about the grant; no API has a use for it.
    private static bool IsAllowed(ApplicationEntry application, ImmutableArray<ApplicationApi> apis, string scope) =>
        scope != Scopes.OfflineAccess && (application.Scopes.Contains(scope) || apis.Any(api => api.Scopes.Contains(scope)));

    private static TimeSpan Life(ApplicationEntry application, ImmutableArray<ApplicationApi> apis)
    {
        var seconds = application.Settings.AccessTokenSeconds;
        foreach (var api in apis)
        {
            seconds = Math.Min(seconds, api.TokenSeconds);
        }

        var life = TimeSpan.FromSeconds(seconds);
        return life < TokenLife.Max ? life : TokenLife.Max;
    }
}
