using System.Collections.Immutable;
using Everlatch.Directory.TokenRequests;

namespace Everlatch.Oidc.Token;

/// <summary>What a request for a refresh must have and must not have, whoever sends it.</summary>
internal static class RefreshRequest
{
    /// <summary>What is wrong with it, for its sender; null when nothing is.</summary>
    public static string? ProblemWith(TokenRequest request) => true switch
    {
        _ when request.RefreshToken is null => "A refresh_token was expected.",
        _ when request.Audience is not null =>
            "The parameter 'audience' belongs to token exchange; a refresh names its API by 'resource'.",
        _ when !request.Resources.All(IsResource) =>
            "A resource was expected to be an absolute URI without a fragment (RFC 8707 section 2).",
        _ => null,
    };

    /// <summary>The scopes that it asks for; empty for all that were granted.</summary>
    public static ImmutableArray<string> ScopesOf(TokenRequest request) =>
        request.Scope is null ? [] : [.. request.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];

    private static bool IsResource(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && !uri.OriginalString.StartsWith('/')
            && string.IsNullOrEmpty(uri.Fragment);
}
