namespace Everlatch.Identity;

/// <summary>Where a request came from.</summary>
/// <param name="Address">The client's network address, as the host trusts it.</param>
/// <param name="UserAgent">What its browser calls itself; shown to its owner in the list of sessions.</param>
public sealed record RequestOrigin(string Address, string UserAgent);
