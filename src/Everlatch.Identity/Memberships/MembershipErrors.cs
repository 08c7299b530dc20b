using Everlatch.Core;

namespace Everlatch.Identity.Memberships;

/// <summary>What memberships refuse.</summary>
public static class MembershipErrors
{
    /// <summary>The user is a member already.</summary>
    public static readonly Problem AlreadyMember = new("EL1310", 409, "The user is a member of the tenant already.", "user");

    /// <summary>No such user.</summary>
    public static readonly Problem UserUnknown = new("EL1311", 400, "There is no such user in this environment.", "user");

    /// <summary>Nobody would be left to manage the tenant.</summary>
    public static readonly Problem LastManager = new(
        "EL1312",
        409,
        "This is the last member who may manage the tenant ('tenants:write'); give another member such a role first.");
}
