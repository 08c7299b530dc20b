using System.ComponentModel.DataAnnotations;

namespace Everlatch.Identity.Invitations;

/// <summary>Bounds of invitations. Section <c>Everlatch:Invitations</c>.</summary>
public sealed class InvitationOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Invitations";

    /// <summary>Days until an invitation ends. Default 7.</summary>
    [Range(1, 30)]
    public int LifeDays { get; set; } = 7;

    /// <summary>Invitations that a new tenant may send in 24 hours. Default 20.</summary>
    [Range(1, 10_000)]
    public int PerDay { get; set; } = 20;

    /// <summary>
    /// How much that bound grows with each invitation that was ever accepted in the tenant: trust is earned. Default 5.
    /// </summary>
    [Range(0, 1000)]
    public int PerDayForEachAccepted { get; set; } = 5;

    /// <summary>Invitations that a tenant may send to one address in 24 hours. Default 3.</summary>
    [Range(1, 100)]
    public int PerAddressAndDay { get; set; } = 3;
}
