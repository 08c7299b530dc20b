using System.Globalization;
using Everlatch.Server.Pages.Languages;
using Everlatch.Server.Pages.Navigation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Everlatch.Server.Pages.Layout;

/// <summary>A page as the answer to a request: rendered here, never cached, and fenced in by a content security policy.</summary>
/// <typeparam name="TComponent">The component; its model is the parameter <c>Model</c>.</typeparam>
/// <typeparam name="TModel">What it shows.</typeparam>
internal sealed class Page<TComponent, TModel>(TModel model) : IResult
    where TComponent : PageComponent<TModel>
{
    /// <summary>The HTTP status; 200 unless told.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>After which time a retry makes sense.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        PageHeaders.Write(httpContext);
        headers.ContentLanguage = RequestLanguage.Of(httpContext).Tag;
        if (RetryAfter is { } wait)
        {
            headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var parameters = new Dictionary<string, object?> { [nameof(PageComponent<TModel>.Model)] = model };
        return new RazorComponentResult<TComponent>(parameters) { StatusCode = Status, PreventStreamingRendering = true }
            .ExecuteAsync(httpContext);
    }
}
