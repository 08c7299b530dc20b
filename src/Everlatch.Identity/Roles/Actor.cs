namespace Everlatch.Identity.Roles;

/// <summary>Who asks for a change of tenants, memberships, roles or API tokens.</summary>
/// <param name="Id">Id of the user or client, for the audit trail.</param>
/// <param name="Authority">What they may hand on.</param>
/// <param name="Address">Network address they came from, for the audit trail.</param>
public sealed record Actor(string Id, Authority Authority, string Address);
