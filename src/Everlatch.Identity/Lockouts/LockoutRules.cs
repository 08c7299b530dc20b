using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Lockouts;

/// <summary>The rules that are in force.</summary>
public sealed class LockoutRules(IOptions<LockoutOptions> options)
{
    /// <summary>Guesses at one account, whether it exists or not.</summary>
    internal LockoutRule Account { get; } = Rule("account", options.Value.AccountAttempts, options.Value);

    /// <summary>Guesses and sign-ups from one network address.</summary>
    internal LockoutRule Address { get; } = Rule("address", options.Value.AddressAttempts, options.Value);

    /// <summary>Mails that strangers cause to one mailbox.</summary>
    internal LockoutRule Mailbox { get; } = Rule("mailbox", options.Value.MailsPerMailbox, options.Value);

    private static LockoutRule Rule(string name, int free, LockoutOptions options) => new(
        name,
        free,
        TimeSpan.FromSeconds(options.FirstDelaySeconds),
        TimeSpan.FromSeconds(Math.Max(options.FirstDelaySeconds, options.LongestDelaySeconds)),
        TimeSpan.FromHours(options.MemoryHours));
}
