using Everlatch.Core;

namespace Everlatch.Identity.ApiTokens;

/// <summary>What API tokens refuse.</summary>
public static class ApiTokenErrors
{
    /// <summary>The name has another form.</summary>
    public static readonly Problem NameInvalid = new(
        "EL1340", 400, "An API token's name is expected to have 1 to 100 characters without control characters.", "name");

    /// <summary>It would end in the past, or too far ahead.</summary>
    public static readonly Problem ExpiryInvalid = new(
        "EL1341", 400, "An API token is expected to end in the future, within ten years.", "expires_at");

    /// <summary>The user who should own it is no member of the tenant, or disabled.</summary>
    public static readonly Problem OwnerUnknown = new(
        "EL1342", 400, "The owner is expected to be an enabled user and a member of the tenant.", "user");

    /// <summary>A tenant's token needs roles of its own, a user's has the user's.</summary>
    public static readonly Problem RolesMisplaced = new(
        "EL1343",
        400,
        "Roles are expected for a token of the tenant, and only there: a user's token has the roles of the user.",
        "roles");

    /// <summary>The owner has enough.</summary>
    public static readonly Problem TooMany = new(
        "EL1345", 409, "The owner has 100 living API tokens; revoke those that are not needed.");

    /// <summary>Nobody else makes credentials in a user's name.</summary>
    public static readonly Problem OtherUser = new(
        "EL1346", 403, "Only the user, or the environment's owner, makes credentials in a user's name.", "user");

    /// <summary>More than the roles give.</summary>
    public static Problem AboveOwner(string permission) =>
        new("EL1344", 400, $"The owner's roles do not give '{permission}'.", "permissions");

    /// <summary>More than the actor may do.</summary>
    public static Problem AboveOwn(string permission) =>
        new("EL1347", 403, $"You may not do '{permission}' yourself, so you cannot let an API token do it.", "permissions");
}
