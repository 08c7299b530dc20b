namespace Everlatch.Server.Pages.Consent;

/// <summary>What the consent page shows.</summary>
/// <param name="Email">Who is signed in.</param>
/// <param name="Request">What is asked.</param>
public sealed record ConsentView(string Email, ConsentRequest Request);
