namespace Everlatch.Server.Pages.Navigation;

/// <summary>
/// Ends a form: 303, so that the browser asks for the next page with GET and never sends the form there (RFC 9700 §4.12).
/// </summary>
internal sealed class SeeOther(string location) : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
