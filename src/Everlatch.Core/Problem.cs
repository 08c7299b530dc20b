namespace Everlatch.Core;

/// <summary>
/// A mistake of the caller that can be named: what was expected, what was found, and the page that explains it.
/// </summary>
/// <param name="Id">Stable error id such as <c>EL1204</c>; docs/errors/ has a page for each.</param>
/// <param name="Status">The HTTP status that says the same.</param>
/// <param name="Title">One sentence without secrets.</param>
/// <param name="Field">The input that is wrong, as the caller named it; null when it is not one field.</param>
public sealed record Problem(string Id, int Status, string Title, string? Field = null);
