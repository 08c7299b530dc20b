using System.Globalization;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Protocol;

/// <summary>Answers 503 where OpenIddict would blame the caller with 400 for a lack of ours.</summary>
internal sealed class SayUnavailable<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseRequestContext
{
    private const int RetryAfterSeconds = 2;

    public ValueTask HandleAsync(TContext context)
    {
        if (context.Transaction.Response?.Error == Errors.TemporarilyUnavailable
            && context.Transaction.GetHttpRequest()?.HttpContext.Response is { } response)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return default;
    }
}
