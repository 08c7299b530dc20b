namespace Everlatch.Oidc.Grants;

/// <summary>What tokens and userinfo say about the user of a grant.</summary>
/// <param name="Email">Address as the user wrote it.</param>
/// <param name="EmailVerified">Whether the user proved it.</param>
/// <param name="Name">Full name; may be empty.</param>
/// <param name="Locale">BCP 47 tag; null when never chosen.</param>
public sealed record GrantPerson(string Email, bool EmailVerified, string Name, string? Locale);
