using System.Collections.Immutable;
using Everlatch.Directory.Clients;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Directory.TokenRequests;

/// <summary>
/// A request at the token endpoint, as far as the grants that answer by themselves read it; nothing of it is believed yet.
/// </summary>
public sealed record TokenRequest
{
    /// <summary>How the client presents itself.</summary>
    public required ClientCredentials Credentials { get; init; }

    /// <summary>Scopes, separated by spaces; null leaves them to us.</summary>
    public string? Scope { get; init; }

    /// <summary>APIs that the token is for (RFC 8707 §2), as named; empty leaves them to us.</summary>
    public required ImmutableArray<string> Resources { get; init; }

    /// <summary>Target of a token exchange (RFC 8693 §2.1); no other grant has one.</summary>
    public string? Audience { get; init; }

    /// <summary>The refresh token (RFC 6749 §6).</summary>
    public string? RefreshToken { get; init; }

    internal static TokenRequest From(TokenForm form, HttpContext context) => new()
    {
        // Two headers become one that no scheme can read.
        Credentials = ClientCredentials.Read(
            context.Request.Headers.Authorization is { Count: > 0 } header ? header.ToString() : null,
            form[TokenParameter.ClientId],
            form[TokenParameter.ClientSecret],
            form[TokenParameter.ClientAssertionType],
            form[TokenParameter.ClientAssertion]),
        Scope = form[TokenParameter.Scope],
        Resources = form.Resources,
        Audience = form[TokenParameter.Audience],
        RefreshToken = form[TokenParameter.RefreshToken],
    };
}
