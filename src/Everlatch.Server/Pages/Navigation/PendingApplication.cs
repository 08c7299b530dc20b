using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;

namespace Everlatch.Server.Pages.Navigation;

/// <summary>The application that waits for a person to come back, and the addresses a form may lead to on the way.</summary>
internal static class PendingApplication
{
    // A header must stay small; an application with more addresses than this sends its people through the first ones.
    private const int MaxOrigins = 20;

    /// <summary>The application named by the client_id of the pending authorization request; null when there is none.</summary>
    public static ApplicationEntry? Of(HttpContext context)
    {
        var clientId = ReturnPath.Of(context).QueryValue("client_id") ?? context.Request.Query["client_id"].ToString();
        return AppId.TryParse(clientId, out var id)
            && context.Here().Environment.Applications.TryGetValue(id, out var application)
            && !application.Disabled
                ? application
                : null;
    }

    /// <summary>CSP sources of every address that the application may get a browser sent to.</summary>
    /// <remarks>Chromium checks form-action against every redirect that follows a form, so the application's own origins must
    /// stand there.</remarks>
    public static IEnumerable<string> FormTargets(ApplicationEntry application) =>
        application.RedirectUris.Concat(application.PostLogoutRedirectUris)
            .Select(Source)
            .OfType<string>()
            .Distinct()
            .Take(MaxOrigins);

    // RFC 8252: a native application has a scheme of its own (§7.1) or a loopback address whose port is not known before (§7.3).
    private static string? Source(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) switch
    {
        false => null,
        _ when uri!.Scheme is not ("http" or "https") => uri.Scheme + ":",
        _ when uri.IsLoopback && uri.HostNameType is not UriHostNameType.Dns => $"{uri.Scheme}://{uri.Host}:*",
        _ => uri.GetLeftPart(UriPartial.Authority),
    };
}
