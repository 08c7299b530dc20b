using Everlatch.Core;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Apis;

/// <summary>The form of an API's words.</summary>
internal static class ApiRules
{
    private const int MaxNameLength = 100;
    private const int MaxAudienceLength = 500;
    private const int MaxScopes = 200;
    private const int MaxScopeLength = 100;
    private const int MaxDescriptionLength = 200;

    // Revocations are kept for a day, so no token may live longer.
    private const int MaxTokenSeconds = 24 * 60 * 60;
    private const int MinTokenSeconds = 60;

    /// <summary>Null when all is well.</summary>
    public static Problem? Check(ApiDraft draft) => true switch
    {
        _ when !IsName(draft.Name, MaxNameLength) => ApiErrors.NameInvalid,
        _ when draft.TokenSeconds is < MinTokenSeconds or > MaxTokenSeconds => ApiErrors.TokenSecondsInvalid,
        _ when draft.Scopes.Length > MaxScopes || draft.Scopes.DistinctBy(scope => scope.Name).Count() < draft.Scopes.Length =>
            ApiErrors.ScopesInvalid,
        _ when draft.Scopes.FirstOrDefault(scope => !IsScope(scope)) is { } wrong => ApiErrors.ScopeInvalid(Shown(wrong.Name)),
        _ => null,
    };

    /// <summary>Null when all is well (RFC 8707 §2).</summary>
    public static Problem? CheckAudience(string audience) =>
        audience.Length <= MaxAudienceLength
        && audience.All(c => c is > ' ' and < (char)127 and not '#' and not '"' and not '\\')
        && Uri.TryCreate(audience, UriKind.Absolute, out var uri)
        && audience.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase)
        && !audience.StartsWith("urn:everlatch:", StringComparison.OrdinalIgnoreCase)
            ? null
            : ApiErrors.AudienceInvalid;

    /// <summary>Whether a name can be shown in one line.</summary>
    public static bool IsName(string name, int maxLength) =>
        name.Length > 0 && name.Length <= maxLength && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl);

    private static bool IsScope(ApiScope scope) =>
        IsScopeName(scope.Name) && scope.Description.Length <= MaxDescriptionLength && !scope.Description.Any(char.IsControl);

    // RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
    private static bool IsScopeName(string name) =>
        name.Length is > 0 and <= MaxScopeLength && name.All(c => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'));

    private static string Shown(string name) => name.Length <= MaxScopeLength ? name : name[..MaxScopeLength] + "…";
}
