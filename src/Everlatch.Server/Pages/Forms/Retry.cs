namespace Everlatch.Server.Pages.Forms;

/// <summary>A form that has to wait: which status says so, what the person reads, and for how long.</summary>
internal sealed record Retry(int Status, FieldError Error, TimeSpan After)
{
    /// <summary>Too many tries by this account or from this address.</summary>
    public static Retry LockedOut(TimeSpan wait) =>
        new(StatusCodes.Status429TooManyRequests, new FieldError(null, "Error.LockedOut", wait), wait);

    /// <summary>Too many people at once.</summary>
    public static Retry Busy(TimeSpan wait) =>
        new(StatusCodes.Status503ServiceUnavailable, new FieldError(null, "Error.Busy", wait), wait);
}
