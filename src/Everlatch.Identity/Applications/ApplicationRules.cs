using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Identity.Apis;

namespace Everlatch.Identity.Applications;

/// <summary>What an application may say about itself.</summary>
internal static class ApplicationRules
{
    /// <summary>Scopes about the person who signs in, as opposed to scopes of APIs.</summary>
    public static readonly ImmutableArray<string> IdentityScopes = ["openid", "profile", "email", "offline_access"];

    private const int MaxNameLength = 100;
    private const int MaxRedirects = 50;
    private const int MinTokenSeconds = 60;
    private const int MaxTokenSeconds = 24 * 60 * 60;
    private const int MaxIdleDays = 365;
    private const int MaxAbsoluteDays = 5 * 365;

    /// <summary>Null when all is well.</summary>
    public static Problem? Check(ApplicationDraft draft, ApplicationKind kind, DirectoryEnvironment environment) =>
        !ApiRules.IsName(draft.Name, MaxNameLength)
            ? ApplicationErrors.NameInvalid
            : CheckRedirects(draft, kind)
                ?? CheckScopes(draft.Scopes)
                ?? ApiGrants.Check(draft.Apis, environment)
                ?? CheckKeys(draft, kind)
                ?? CheckLifetimes(draft.Settings);

    private static Problem? CheckRedirects(ApplicationDraft draft, ApplicationKind kind)
    {
        var count = draft.RedirectUris.Length;
        if (count > MaxRedirects || draft.PostLogoutRedirectUris.Length > MaxRedirects
            || draft.RedirectUris.Distinct().Count() < count
            || (count == 0) != (kind == ApplicationKind.Device))
        {
            return ApplicationErrors.RedirectsInvalid;
        }

        return CheckAddresses("redirect_uris", draft.RedirectUris, kind)
            ?? CheckAddresses("post_logout_redirect_uris", draft.PostLogoutRedirectUris, kind);
    }

    private static Problem? CheckAddresses(string field, ImmutableArray<string> addresses, ApplicationKind kind) =>
        addresses.Select(address => RedirectUris.Expected(address, kind))
            .FirstOrDefault(expected => expected is not null) is { } expected
            ? ApplicationErrors.RedirectInvalid(field, expected)
            : null;

    private static Problem? CheckScopes(ImmutableArray<string> scopes) =>
        scopes.All(IdentityScopes.Contains) && scopes.Distinct().Count() == scopes.Length
            ? null
            : ApplicationErrors.ScopeUnknown(string.Join(", ", IdentityScopes));

    private static Problem? CheckKeys(ApplicationDraft draft, ApplicationKind kind)
    {
        if (!SigningAlgorithms.All.Contains(draft.SigningAlgorithm))
        {
            return ApplicationErrors.AlgorithmUnknown(string.Join(", ", SigningAlgorithms.All));
        }

        if (draft.Jwks is null)
        {
            return null;
        }

        if (kind != ApplicationKind.Web)
        {
            return ApplicationErrors.KeysOfPublicClient;
        }

        return ClientKeySet.ProblemOf(draft.Jwks) is { } why ? ApplicationErrors.KeysInvalid(why) : null;
    }

    private static Problem? CheckLifetimes(ApplicationSettings settings) =>
        settings.AccessTokenSeconds is >= MinTokenSeconds and <= MaxTokenSeconds
        && settings.RefreshIdleDays is >= 1 and <= MaxIdleDays
        && settings.RefreshAbsoluteDays is >= 1 and <= MaxAbsoluteDays
        && settings.RefreshIdleDays <= settings.RefreshAbsoluteDays
            ? null
            : ApplicationErrors.LifetimeInvalid;
}
