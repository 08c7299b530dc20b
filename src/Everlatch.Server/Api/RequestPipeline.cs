using System.Text.Json;
using Everlatch.Core;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Everlatch.Server.Api;

/// <summary>What every request of the management API goes through before and after its handler, cheapest refusal first.</summary>
internal sealed class RequestPipeline(Admission admission, CallerRate rate, IdempotencyFilter idempotency)
{
    /// <summary>Runs a request.</summary>
    public async Task RunAsync(HttpContext context, RouteIds ids, RequestDelegate handler)
    {
        if (await RefuseAsync(context, ids) is { } problem)
        {
            await Answers.Refused(problem).ExecuteAsync(context);
            return;
        }

        try
        {
            await (context.GetEndpoint()?.Metadata.GetMetadata<IdempotentRoute>() is null
                ? handler(context)
                : idempotency.RunAsync(context, handler));
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Answers.Refused(ProblemOf(e, context)).ExecuteAsync(context);
            return;
        }

        // Parameter binding swallows a body that breaks off or grows too large, and leaves a bare status.
        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentType: null } response)
        {
            await Answers.Refused(ProblemOf(response.StatusCode)).ExecuteAsync(context);
        }
    }

    private async Task<Problem?> RefuseAsync(HttpContext context, RouteIds ids)
    {
        if (await admission.CheckAsync(context) is { } refused)
        {
            return refused;
        }

        if (!rate.Allows(context.Features.GetRequiredFeature<Caller>()))
        {
            context.Response.Headers.RetryAfter = "1";
            return ApiErrors.TooManyRequests;
        }

        // Nothing that is kept holds a NUL, and PostgreSQL refuses to look for one: it would pass for a fault of the store.
        if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true)
        {
            return ApiErrors.ParameterInvalid;
        }

        return ids.AreWellFormed(context.Request.RouteValues) ? BodyBounds.Check(context) : ApiErrors.Unknown;
    }

    private static Problem ProblemOf(BadHttpRequestException e, HttpContext context) => e switch
    {
        RefusedRequestException refused => refused.Problem,
        { InnerException: JsonException json } => BodyErrors.Of(json),
        { InnerException: null, StatusCode: StatusCodes.Status400BadRequest }
            when context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null => ApiErrors.ParameterInvalid,
        _ => ProblemOf(e.StatusCode),
    };

    private static Problem ProblemOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => ApiErrors.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => ApiErrors.ContentType,
        _ => ApiErrors.BodyMalformed("A JSON object is expected as body."),
    };
}
