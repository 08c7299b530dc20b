namespace Everlatch.Server.Pages.Layout;

/// <summary>A page that only says something.</summary>
/// <param name="Kind">Which texts: <c>{Kind}.Title</c> and <c>{Kind}.Text</c>.</param>
public sealed record MessageView(string Kind)
{
    /// <summary>Where to go from here; null when there is nothing to do.</summary>
    public string? Link { get; init; }

    /// <summary>Key of the link's text.</summary>
    public string? LinkText { get; init; }
}
