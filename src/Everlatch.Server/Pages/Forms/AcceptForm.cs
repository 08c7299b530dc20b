using Everlatch.Server.Pages.Errors;
using Microsoft.AspNetCore.Antiforgery;

namespace Everlatch.Server.Pages.Forms;

/// <summary>
/// Lets a POST through when it is a form that one of our own pages sent; anything else gets a page that says so.
/// </summary>
/// <remarks>The host bounds the size of forms before this reads one.</remarks>
internal sealed class AcceptForm(IAntiforgery antiforgery) : IEndpointFilter
{
    /// <inheritdoc />
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        HttpMethods.IsPost(context.HttpContext.Request.Method) && await RefuseAsync(context.HttpContext) is { } refusal
            ? refusal
            : await next(context);

    private async Task<IResult?> RefuseAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return ErrorPages.Of(StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            return ErrorPages.Of(e.StatusCode);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // Too many fields, no form at all, or one that ends in the middle.
            return ErrorPages.Of(StatusCodes.Status400BadRequest);
        }

        return await antiforgery.IsRequestValidAsync(context) ? null : ErrorPages.FormExpired();
    }
}
