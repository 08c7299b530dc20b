namespace Everlatch.Identity.Memberships;

/// <summary>A membership as a list of a tenant's people shows it.</summary>
/// <param name="Membership">The membership.</param>
/// <param name="Name">The user's name.</param>
/// <param name="Email">The user's e-mail address.</param>
public sealed record Member(Membership Membership, string Name, string Email);
