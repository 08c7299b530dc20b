using Everlatch.Core;

namespace Everlatch.Identity.Roles;

/// <summary>What roles refuse.</summary>
public static class RoleErrors
{
    /// <summary>The key has another form.</summary>
    public static readonly Problem KeyInvalid = new(
        "EL1320",
        400,
        "A role's key is expected to be 1 to 32 lower-case letters, digits, '-' and '_', beginning with a letter.",
        "key");

    /// <summary>Another role has the key.</summary>
    public static readonly Problem KeyTaken = new("EL1321", 409, "Another role of this environment has that key.", "key");

    /// <summary>A permission has another form, or there are too many.</summary>
    public static readonly Problem PermissionsInvalid = new(
        "EL1322",
        400,
        "Permissions are expected to be at most 100, each 'area:verb' in lower case and at most 64 characters long.",
        "permissions");

    /// <summary>The list of role keys has another form, or is too long.</summary>
    public static readonly Problem ListInvalid = new(
        "EL1323", 400, "Roles are expected to be at most 20 keys of roles.", "roles");

    /// <summary>The name has another form.</summary>
    public static readonly Problem NameInvalid = new(
        "EL1325", 400, "A role's name is expected to have 1 to 100 characters without control characters.", "name");

    /// <summary>The role cannot go while somebody has it.</summary>
    public static readonly Problem InUse = new(
        "EL1326", 409, "The role is given to a member, an open invitation or an API token; take it from them first.");

    /// <summary>A role that does not exist.</summary>
    public static Problem Unknown(string key) => new("EL1324", 400, $"There is no role '{key}' in this environment.", "roles");

    /// <summary>A role that allows more than the actor may do.</summary>
    public static Problem AboveOwn(string key) =>
        new(
            "EL1327",
            403,
            $"The role '{key}' allows something that you may not do yourself, so you cannot give or take it.",
            "roles");
}
