namespace Everlatch.Server.Pages.Verify;

/// <summary>What the page behind a mailed link shows: a button, because mail scanners follow links but press none.</summary>
/// <param name="Token">The link's token.</param>
public sealed record VerifyView(string Token);
