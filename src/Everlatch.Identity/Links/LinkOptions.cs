using System.ComponentModel.DataAnnotations;

namespace Everlatch.Identity.Links;

/// <summary>How long mailed links live. Section <c>Everlatch:Links</c>.</summary>
public sealed class LinkOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Links";

    /// <summary>Hours that a verification link lives. Default 24.</summary>
    [Range(1, 168)]
    public int VerificationHours { get; set; } = 24;

    /// <summary>Minutes that a link to choose a new password lives. Default 60.</summary>
    [Range(5, 1440)]
    public int ResetMinutes { get; set; } = 60;
}
