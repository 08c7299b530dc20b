namespace Everlatch.Release.Builds.Making;

/// <summary>Where a build comes from and what it is for.</summary>
/// <param name="Checkout">The commit.</param>
/// <param name="Runtime">What it runs on.</param>
/// <param name="Sdk">The SDK's version.</param>
/// <param name="ReadyToRun">Whether it was compiled ahead of time.</param>
internal sealed record ReleaseOrigin(GitCheckout Checkout, string Runtime, string Sdk, bool ReadyToRun);
