using System.Net.Mime;
using Everlatch.Directory;
using Everlatch.Identity.Certificates;
using Microsoft.AspNetCore.Http.Features;

namespace Everlatch.Server.Hosts;

/// <summary>
/// <c>/.well-known/acme-challenge/{token}</c> (RFC 8555 §8.3): answers a certificate authority that proves a host, by the order
/// that runs for the host at which it asks, and by no other.
/// </summary>
internal static class AuthorityChallenges
{
    // A token is base64url; nobody's is longer.
    private const int MaxTokenLength = 128;

    /// <summary>Maps it.</summary>
    public static void MapAuthorityChallenges(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/acme-challenge/{token}", AnswerAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> AnswerAsync(
        string token, HttpContext context, FindHostCertificate find, CancellationToken ct)
    {
        var here = context.Features.GetRequiredFeature<DirectoryHost>();
        var answer = token.Length <= MaxTokenLength && token.All(IsBase64Url)
            ? await find.FindHttpAnswerAsync(here.Environment.Id, here.Host.Name, token, ct)
            : null;
        context.Response.Headers.CacheControl = "no-store";
        return answer is null ? Results.NotFound() : Results.Text(answer, MediaTypeNames.Application.Octet);
    }

    private static bool IsBase64Url(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}
