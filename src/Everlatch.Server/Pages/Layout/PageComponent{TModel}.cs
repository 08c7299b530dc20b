using Microsoft.AspNetCore.Components;

namespace Everlatch.Server.Pages.Layout;

/// <summary>A whole page, with what it shows.</summary>
public abstract class PageComponent<TModel> : PageComponent
{
    /// <summary>What it shows.</summary>
    [Parameter]
    [EditorRequired]
    public required TModel Model { get; set; }
}
