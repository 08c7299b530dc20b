namespace Everlatch.Server.Pages.SignOut;

/// <summary>What the sign-out page shows.</summary>
/// <param name="Email">Who is signed in.</param>
public sealed record SignOutView(string Email);
