using Everlatch.Directory.Clients;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Directory.TokenRequests;

/// <summary>An error response of the token endpoint (RFC 6749 §5.2).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">The error code.</param>
/// <param name="Description">What was expected, for the developer of the client; never a secret.</param>
public sealed record TokenRefusal(int Status, string Error, string Description)
{
    /// <summary>A request that is read and not granted.</summary>
    public static TokenRefusal BadRequest(string error, string description) =>
        new(StatusCodes.Status400BadRequest, error, description);

    /// <summary>A lack of ours, which says nothing about the caller.</summary>
    public static TokenRefusal Unavailable(string description) =>
        new(StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", description);

    /// <summary>What a client is told whose authentication came to this; null when it is who it says.</summary>
    public static TokenRefusal? Of(ClientAuthenticationOutcome outcome) => outcome switch
    {
        ClientAuthenticationOutcome.Authenticated => null,
        ClientAuthenticationOutcome.Malformed malformed => BadRequest("invalid_request", malformed.Reason),
        ClientAuthenticationOutcome.Overloaded => Unavailable("This server takes no more client assertions now."),
        _ => new(StatusCodes.Status401Unauthorized, "invalid_client", "The client could not be authenticated."),
    };

    /// <summary>Sends it. A 401 names the Basic scheme, by which any client may try again (RFC 9110 §15.5.2).</summary>
    public Task WriteAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (Status == StatusCodes.Status401Unauthorized)
        {
            headers.WWWAuthenticate = "Basic realm=\"token\", charset=\"UTF-8\"";
        }
        else if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            headers.RetryAfter = "5";
        }

        var json = UncachedJson.Begin(context);
        json.WriteString("error"u8, Error);
        json.WriteString("error_description"u8, Description);
        return UncachedJson.EndAsync(context, json, Status);
    }
}
