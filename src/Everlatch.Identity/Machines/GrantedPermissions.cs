using System.Collections.Immutable;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Machines;

/// <summary>Chooses the permissions of an API token's access token: never more than its owner's roles give now.</summary>
internal static class GrantedPermissions
{
    /// <summary>
    /// Permissions in order; with a scope only those it names, and null when it names one that the token has not.
    /// </summary>
    public static ImmutableArray<string>? Choose(DirectoryEnvironment environment, ApiTokenEntry token, string? scope)
    {
        var ofOwner = environment.PermissionsOf(token.OwnerRoles);
        var held = ofOwner.RemoveAll(permission => !token.Permissions.Contains(permission));
        if (scope is null)
        {
            return held;
        }

        var asked = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return asked.All(name => held.Contains(name)) ? held.RemoveAll(permission => !asked.Contains(permission)) : null;
    }
}
