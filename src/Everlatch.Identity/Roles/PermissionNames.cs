using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Everlatch.Identity.Roles;

/// <summary>The form of permissions: an area, a colon and a verb, such as <c>invoices:read</c>.</summary>
public static partial class PermissionNames
{
    /// <summary>Longest permission in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Most permissions of one role or API token: they all travel in every access token.</summary>
    public const int MaxCount = 100;

    /// <summary>
    /// Puts permissions in their stored form, sorted and once each; null when one has another form or there are too many.
    /// </summary>
    public static ImmutableArray<string>? Parse(IReadOnlyCollection<string> permissions) =>
        permissions.Count <= MaxCount && permissions.All(IsValid)
            ? [.. permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : null;

    /// <summary>Whether one permission has the form.</summary>
    public static bool IsValid(string permission) => permission.Length <= MaxLength && Form().IsMatch(permission);

    [GeneratedRegex(@"^[a-z][a-z0-9_.\-]*:[a-z][a-z0-9_.\-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
