using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Directory.TokenRequests;

/// <summary>
/// Hands requests at the token endpoint to the grant that answers them, and lets every other
/// grant pass with its body untouched. What no grant could read is refused here for all of them.
/// </summary>
internal sealed class TokenEndpoint(RequestDelegate next, IEnumerable<ITokenGrant> grants, TokenMetrics metrics)
{
    private const string Path = "/oauth2/token";
    private const string FormType = "application/x-www-form-urlencoded";

    private readonly ITokenGrant[] grants = [.. grants];

    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && IsOurs(context.Request.Path) ? AnswerAsync(context) : next(context);

    // As loosely as what stands behind compares it: no grant of ours may get there by another spelling.
    private static bool IsOurs(PathString path) =>
        path.Equals(Path, StringComparison.OrdinalIgnoreCase) || path.Equals(Path + "/", StringComparison.OrdinalIgnoreCase);

    private static bool IsForm(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(FormType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == FormType.Length || contentType[FormType.Length] is ';' or ' ');

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsForm(request.ContentType))
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, $"The content type {FormType} was expected.");
            return;
        }

        if (request.ContentLength > TokenRequestBody.MaxLength
            || await TokenRequestBody.PeekAsync(request.BodyReader, context.RequestAborted) is not { } body)
        {
            await RefuseAsync(
                context, StatusCodes.Status413PayloadTooLarge, $"At most {TokenRequestBody.MaxLength} bytes were expected.");
            return;
        }

        var (problem, grant, form) = ReadForm(body, context);
        var passes = problem is null && grant is null;
        request.BodyReader.AdvanceTo(passes ? body.Start : body.End);
        await (problem is not null ? RefuseAsync(context, StatusCodes.Status400BadRequest, problem)
            : grant is not null ? grant.AnswerAsync(context, form!)
            : next(context));
    }

    private (string? Problem, ITokenGrant? Grant, TokenRequest? Form) ReadForm(
        in ReadOnlySequence<byte> body, HttpContext context)
    {
        // One rented array holds the parameters as they are decoded and, where the body came in pieces, the body before them.
        var length = (int)body.Length;
        var rented = ArrayPool<byte>.Shared.Rent(2 * length);
        try
        {
            var whole = body.IsSingleSegment ? body.FirstSpan : CopyTo(rented.AsSpan(length, length), body);
            var form = TokenForm.Read(whole, rented.AsSpan(0, length));
            var grant = form.Problem is null ? GrantOf(form) : null;
            return (form.Problem, grant, grant is null ? null : TokenRequest.From(form, context));
        }
        finally
        {
            // It held a secret.
            rented.AsSpan(0, 2 * length).Clear();
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static ReadOnlySpan<byte> CopyTo(Span<byte> destination, in ReadOnlySequence<byte> body)
    {
        body.CopyTo(destination);
        return destination;
    }

    private ITokenGrant? GrantOf(TokenForm form)
    {
        foreach (var grant in grants)
        {
            if (form.HasGrantType(grant.Type))
            {
                return grant;
            }
        }

        return null;
    }

    private Task RefuseAsync(HttpContext context, int status, string description)
    {
        metrics.Count(TokenMetrics.OtherGrant, "invalid_request");
        return new TokenRefusal(status, "invalid_request", description).WriteAsync(context);
    }
}
