using System.ComponentModel.DataAnnotations;

namespace Everlatch.Identity.Lockouts;

/// <summary>How many attempts are free and how fast the delay grows. Section <c>Everlatch:Lockouts</c>.</summary>
public sealed class LockoutOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Lockouts";

    /// <summary>Failures of one account before the first delay. Default 5.</summary>
    [Range(2, 1000)]
    public int AccountAttempts { get; set; } = 5;

    /// <summary>Wrong passwords from one network address before the first delay; many people may share it. Default 100.</summary>
    [Range(2, 100_000)]
    public int AddressAttempts { get; set; } = 100;

    /// <summary>Sign-ups from one network address before the first delay. Default 100.</summary>
    [Range(2, 100_000)]
    public int SignUpsPerAddress { get; set; } = 100;

    /// <summary>Requests for a mailed link from one network address before the first delay. Default 100.</summary>
    [Range(2, 100_000)]
    public int LinkRequestsPerAddress { get; set; } = 100;

    /// <summary>Mails that anybody may have sent to one mailbox before the first delay. Default 5.</summary>
    [Range(2, 1000)]
    public int MailsPerMailbox { get; set; } = 5;

    /// <summary>Seconds of the first delay; each further failure doubles it. Default 60.</summary>
    [Range(1, 3600)]
    public int FirstDelaySeconds { get; set; } = 60;

    /// <summary>
    /// Seconds of the longest delay. Default 900: guessing at that pace is hopeless, and the owner gets in again.
    /// </summary>
    [Range(1, 86_400)]
    public int LongestDelaySeconds { get; set; } = 900;

    /// <summary>
    /// Hours in which as many failures of one account, or mails to one mailbox, are forgotten as are free, evenly. Default 24.
    /// </summary>
    [Range(1, 720)]
    public int MemoryHours { get; set; } = 24;

    /// <summary>
    /// Minutes in which as many attempts from one network address are forgotten as are free, evenly. Default 60: an office
    /// mistypes less than that.
    /// </summary>
    [Range(1, 43_200)]
    public int AddressMemoryMinutes { get; set; } = 60;
}
