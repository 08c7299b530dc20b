using Everlatch.Directory;
using Everlatch.Server.Pages.Layout;

namespace Everlatch.Server.Pages.Errors;

/// <summary>Pages for what goes wrong, one text for each kind.</summary>
internal static class ErrorPages
{
    private static readonly PathString[] Machines = ["/api", "/oauth2", "/.well-known", "/health", "/metrics"];

    /// <summary>
    /// Whether a request is a person's browser on a page of ours: everything else, protocols and the management API first of all,
    /// is
    /// told in the way it expects.
    /// </summary>
    public static bool Speaks(HttpContext context) =>
        context.Features.Get<DirectoryHost>() is not null
        && !Machines.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
        && context.Request.GetTypedHeaders().Accept
            .Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>The page of a status.</summary>
    public static IResult Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => Show(status, "NotFound"),
        StatusCodes.Status413PayloadTooLarge => Show(status, "TooLarge"),
        StatusCodes.Status503ServiceUnavailable => Show(status, "Unavailable", back: true),
        >= 500 => Show(status, "Internal"),
        _ => Show(status, "BadRequest"),
    };

    /// <summary>A form without a valid token: too old, or sent by another site.</summary>
    public static IResult FormExpired() => Show(StatusCodes.Status400BadRequest, "FormExpired", back: true);

    private static Page<ErrorPage, ErrorView> Show(int status, string kind, bool back = false) =>
        new(new ErrorView(kind, back)) { Status = status };
}
