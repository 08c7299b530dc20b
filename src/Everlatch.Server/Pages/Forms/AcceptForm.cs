using Everlatch.Server.Pages.Errors;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Everlatch.Server.Pages.Forms;

/// <summary>Lets a POST through when it is a form of bounded size that one of our own pages sent; anything else gets a page that says so.</summary>
internal sealed class AcceptForm(IAntiforgery antiforgery) : IEndpointFilter
{
    private const int MaxBytes = 64 * 1024;

    // Ours have a dozen values at most; the return path is the longest.
    private static readonly FormOptions Limits = new()
    {
        BufferBody = false,
        ValueCountLimit = 128,
        KeyLengthLimit = 128,
        ValueLengthLimit = 16 * 1024,
        MultipartBodyLengthLimit = MaxBytes,
    };

    /// <inheritdoc />
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            return await next(context);
        }

        return await RefuseAsync(http) ?? await next(context);
    }

    private async Task<IResult?> RefuseAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return ErrorPages.Of(StatusCodes.Status415UnsupportedMediaType);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBytes;
        }

        try
        {
            context.Features.Set<IFormFeature>(new FormFeature(context.Request, Limits));
            await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            return ErrorPages.Of(e.StatusCode);
        }
        catch (InvalidDataException)
        {
            return ErrorPages.Of(StatusCodes.Status400BadRequest);
        }

        return await antiforgery.IsRequestValidAsync(context) ? null : ErrorPages.FormExpired();
    }
}
