namespace Everlatch.Server.Pages.Errors;

/// <summary>What an error page says.</summary>
/// <param name="Kind">Which texts: <c>Error.{Kind}.Title</c> and <c>Error.{Kind}.Text</c>.</param>
/// <param name="Back">Whether going back to the page's own address makes sense.</param>
public sealed record ErrorView(string Kind, bool Back = false);
