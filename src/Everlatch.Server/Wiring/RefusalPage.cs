using Everlatch.Oidc.Authorize;
using Everlatch.Server.Pages.Errors;

namespace Everlatch.Server.Wiring;

/// <summary>Shows a person the error page when an application sent them with a request that cannot be served.</summary>
internal sealed class RefusalPage : IRefusalPage
{
    public async Task WriteAsync(HttpContext context, string code, string description)
    {
        var wantsPage = context.Request.GetTypedHeaders().Accept
            .Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
        if (wantsPage)
        {
            await ErrorPages.Of(StatusCodes.Status400BadRequest).ExecuteAsync(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await context.Response.WriteAsJsonAsync(new { error = code, error_description = description }, context.RequestAborted);
    }
}
