using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Lockouts;

/// <summary>The rules that are in force.</summary>
public sealed class LockoutRules(IOptions<LockoutOptions> options)
{
    /// <summary>Guesses at one account, whether it exists or not.</summary>
    internal LockoutRule Account { get; } = PerAccount("account", options.Value.AccountAttempts, options.Value);

    /// <summary>Mails that strangers cause to one mailbox.</summary>
    internal LockoutRule Mailbox { get; } = PerAccount("mailbox", options.Value.MailsPerMailbox, options.Value);

    /// <summary>Guesses at passwords from one network address.</summary>
    internal LockoutRule Address { get; } = PerAddress("address", options.Value.AddressAttempts, options.Value);

    /// <summary>Sign-ups from one network address.</summary>
    internal LockoutRule SignUps { get; } = PerAddress("address.sign_ups", options.Value.SignUpsPerAddress, options.Value);

    /// <summary>Requests for a mailed link from one network address.</summary>
    internal LockoutRule Links { get; } = PerAddress("address.links", options.Value.LinkRequestsPerAddress, options.Value);

    private static LockoutRule PerAccount(string name, int free, LockoutOptions options) =>
        Rule(name, free, TimeSpan.FromHours(options.MemoryHours), options);

    private static LockoutRule PerAddress(string name, int free, LockoutOptions options) =>
        Rule(name, free, TimeSpan.FromMinutes(options.AddressMemoryMinutes), options);

    private static LockoutRule Rule(string name, int free, TimeSpan memory, LockoutOptions options) => new(
        name,
        free,
        TimeSpan.FromSeconds(options.FirstDelaySeconds),
        TimeSpan.FromSeconds(Math.Max(options.FirstDelaySeconds, options.LongestDelaySeconds)),
        memory);
}
