using Everlatch.Directory;
using Everlatch.Directory.Clients;
using Everlatch.Oidc.Protocol;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Oidc.Callers;

/// <summary>
/// Reads the form of a client and authenticates it, for endpoints that are not OpenIddict's. Each parameter may come once (RFC
/// 6749 §3.2).
/// </summary>
internal sealed class AuthenticateCaller(ClientAuthentication clients)
{
    private const int RetryAfterSeconds = 2;

    /// <summary>The caller; null when it was refused and the answer is written.</summary>
    public async Task<Caller?> RunAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            await CallerAnswer.ErrorAsync(
                context, StatusCodes.Status415UnsupportedMediaType, "invalid_request", "A form was expected.");
            return null;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (RepeatedParameter.Of(form) is { } twice)
        {
            await CallerAnswer.ErrorAsync(
                context, StatusCodes.Status400BadRequest, "invalid_request", RepeatedParameter.Problem(twice));
            return null;
        }

        if (form["token"] is not [{ Length: > 0 } token])
        {
            await CallerAnswer.ErrorAsync(context, StatusCodes.Status400BadRequest, "invalid_request", "A token was expected.");
            return null;
        }

        var credentials = await PresentedClient.ReadAsync(context.Request, context.RequestAborted);
        switch (await clients.AuthenticateAsync(context.Here(), credentials))
        {
            case ClientAuthenticationOutcome.Authenticated accepted:
                return new Caller(accepted.Client, accepted.Method == ClientAuthenticationMethods.None, token);
            case ClientAuthenticationOutcome.Malformed malformed:
                await CallerAnswer.ErrorAsync(context, StatusCodes.Status400BadRequest, "invalid_request", malformed.Reason);
                return null;
            case ClientAuthenticationOutcome.Overloaded:
                context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(
                    System.Globalization.CultureInfo.InvariantCulture);
                await CallerAnswer.ErrorAsync(
                    context, StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", "Try again shortly.");
                return null;
            default:
                await RefuseAsync(context);
                return null;
        }
    }

    /// <summary>Tells a caller that it did not prove who it is.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"clients\"";
        return CallerAnswer.ErrorAsync(
            context, StatusCodes.Status401Unauthorized, "invalid_client", "The client could not be authenticated.");
    }
}
