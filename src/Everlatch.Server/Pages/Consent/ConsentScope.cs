namespace Everlatch.Server.Pages.Consent;

/// <summary>One scope that an application asks for.</summary>
/// <param name="Name">As requested, such as <c>email</c> or <c>invoices:read</c>.</param>
/// <param name="Description">What the API's owner says that it allows; null for scopes of OpenID Connect, which have texts of
/// their own.</param>
public sealed record ConsentScope(string Name, string? Description);
