using System.Buffers;
using Everlatch.Directory;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Identity.Machines;

/// <summary>
/// Answers <c>client_credentials</c> at the token endpoint before the pipeline of the interactive protocols, and lets every other
/// grant pass with its body untouched. What no grant could read is refused here for all of them.
/// </summary>
internal sealed class MachineTokenMiddleware(RequestDelegate next, MachineTokens tokens, MachineMetrics metrics)
{
    private const string FormType = "application/x-www-form-urlencoded";

    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.Path.Equals("/oauth2/token", StringComparison.Ordinal)
            ? AnswerAsync(context)
            : next(context);

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

        var form = ReadForm(body, context);
        if (form.IsForMachines)
        {
            request.BodyReader.AdvanceTo(body.End);
            await tokens.AnswerAsync(context, context.Here(), form);
            return;
        }

        request.BodyReader.AdvanceTo(form.Problem is null ? body.Start : body.End);
        await (form.Problem is null ? next(context) : RefuseAsync(context, StatusCodes.Status400BadRequest, form.Problem));
    }

    private static MachineTokenRequest ReadForm(in ReadOnlySequence<byte> body, HttpContext context)
    {
        // One rented array holds the parameters as they are decoded and, where the body came in pieces, the body before them.
        var length = (int)body.Length;
        var rented = ArrayPool<byte>.Shared.Rent(2 * length);
        try
        {
            var scratch = rented.AsSpan(0, length);
            if (body.IsSingleSegment)
            {
                return MachineTokenRequest.From(TokenForm.Read(body.FirstSpan, scratch), context);
            }

            var whole = rented.AsSpan(length, length);
            body.CopyTo(whole);
            return MachineTokenRequest.From(TokenForm.Read(whole, scratch), context);
        }
        finally
        {
            // It held a secret.
            rented.AsSpan(0, 2 * length).Clear();
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private Task RefuseAsync(HttpContext context, int status, string description)
    {
        metrics.Count("invalid_request");
        return TokenResponse.WriteErrorAsync(context, status, "invalid_request", description);
    }
}
