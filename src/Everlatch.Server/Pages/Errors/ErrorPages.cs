using Everlatch.Server.Pages.Layout;

namespace Everlatch.Server.Pages.Errors;

/// <summary>Pages for what goes wrong, one text for each kind.</summary>
internal static class ErrorPages
{
    // Long enough for a failover, short enough for a person who waits.
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(5);

    /// <summary>The page of a status.</summary>
    public static IResult Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => Show(status, "NotFound"),
        StatusCodes.Status413PayloadTooLarge => Show(status, "TooLarge"),
        StatusCodes.Status503ServiceUnavailable => new Page<ErrorPage, ErrorView>(new ErrorView("Unavailable", Back: true))
        {
            Status = status,
            RetryAfter = StoreRetry,
        },
        >= 500 => Show(status, "Internal"),
        _ => Show(status, "BadRequest"),
    };

    /// <summary>A form without a valid token: too old, or sent by another site.</summary>
    public static IResult FormExpired() =>
        new Page<ErrorPage, ErrorView>(new ErrorView("FormExpired", Back: true)) { Status = StatusCodes.Status400BadRequest };

    private static Page<ErrorPage, ErrorView> Show(int status, string kind) => new(new ErrorView(kind)) { Status = status };
}
