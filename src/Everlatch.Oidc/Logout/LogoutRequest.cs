using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Oidc.Logout;

/// <summary>A request of an application to sign its person out (RP-Initiated Logout §2), with what of it counts.</summary>
internal sealed record LogoutRequest
{
    /// <summary>The hint, verified; null without a valid one.</summary>
    public IdTokenHint? Hint { get; init; }

    /// <summary>The application, from the hint or the client_id; null when neither names one.</summary>
    public ApplicationEntry? Application { get; init; }

    /// <summary>Where the browser goes in the end; null when nowhere in particular.</summary>
    public string? ReturnUri { get; init; }

    /// <summary>The application's own value, to be returned as it is.</summary>
    public string? State { get; init; }

    /// <summary>The languages that the person reads, for the page that asks them.</summary>
    public string? Languages { get; init; }

    /// <summary>Reads a request; null when it contradicts itself or names an address that is not the application's.</summary>
    public static async Task<LogoutRequest?> ReadAsync(
        DirectoryEnvironment environment, IQueryCollection query, SealedHint hints)
    {
        if (query.Any(pair => pair.Value.Count > 1))
        {
            return null;
        }

        var hint = await ReadIdTokenHint.RunAsync(environment, query["id_token_hint"])
            ?? hints.Open(environment.Id, query[SealedHint.Parameter]);
        var clientId = (string?)query["client_id"] ?? hint?.Application.Value;
        if (hint is not null && clientId != hint.Application.Value)
        {
            return null;
        }

        var application = Id.TryParse<AppId>(clientId, out var id) ? environment.Applications.GetValueOrDefault(id) : null;
        var returnUri = (string?)query["post_logout_redirect_uri"];
        return returnUri is null || application?.PostLogoutRedirectUris.Contains(returnUri, StringComparer.Ordinal) is true
            ? new LogoutRequest
            {
                Hint = hint,
                Application = application,
                ReturnUri = returnUri,
                State = query["state"],
                Languages = query["ui_locales"],
            }
            : null;
    }
}
