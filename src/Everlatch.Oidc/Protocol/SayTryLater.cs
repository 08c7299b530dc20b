using System.Globalization;
using Everlatch.Oidc.Limits;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Protocol;

/// <summary>
/// Answers 503 where OpenIddict would blame the caller with 400 for a lack of ours, and 429 where others came before.
/// </summary>
internal sealed class SayTryLater<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseRequestContext
{
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(2);

    public ValueTask HandleAsync(TContext context)
    {
        if (context.Transaction.Response?.Error == Errors.TemporarilyUnavailable
            && context.Transaction.GetHttpRequest()?.HttpContext.Response is { } response)
        {
            var tooMany = context.Transaction.Kept<TooManyRequests>();
            var wait = tooMany?.RetryAfter ?? Shortly;
            response.StatusCode = tooMany is null
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status429TooManyRequests;
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return default;
    }
}
