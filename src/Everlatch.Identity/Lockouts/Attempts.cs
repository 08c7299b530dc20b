using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Lockouts;

/// <summary>Admits guesses at passwords: counted per account and per network address, before anything is compared.</summary>
/// <remarks>
/// An account that does not exist is counted like one that does. A success clears the account's count but only takes back its own
/// attempt from the address, so that nobody clears an address by signing in to an account of their own.
/// </remarks>
public sealed class Attempts(LockoutStore store, LockoutRules rules)
{
    /// <summary>Reserves an attempt; null when it may be made, else how long to wait.</summary>
    internal async Task<TimeSpan?> ReserveAsync(
        EnvironmentId environment, string account, RequestOrigin origin, CancellationToken ct) =>
        await ReserveAddressAsync(environment, origin, ct) ?? await store.ReserveAsync(environment, rules.Account, account, ct);

    /// <summary>Reserves an act that is counted per network address alone.</summary>
    internal Task<TimeSpan?> ReserveAddressAsync(EnvironmentId environment, RequestOrigin origin, CancellationToken ct) =>
        store.ReserveAsync(environment, rules.Address, NetworkParty.Of(origin.Address), ct);

    /// <summary>Whether a stranger may cause one more mail to this mailbox now.</summary>
    internal async Task<bool> ReserveMailAsync(EnvironmentId environment, string mailbox, CancellationToken ct) =>
        await store.ReserveAsync(environment, rules.Mailbox, mailbox, ct) is null;

    /// <summary>Records that the attempt was the owner's.</summary>
    internal async Task SucceededAsync(
        IStatements statements, EnvironmentId environment, string account, RequestOrigin origin, CancellationToken ct)
    {
        await store.ForgetAsync(statements, environment, rules.Account, account, ct);
        await store.GiveBackAsync(statements, environment, rules.Address, NetworkParty.Of(origin.Address), ct);
    }

    /// <summary>Lets an account's owner, who proved the mailbox, try again at once.</summary>
    internal Task ForgetAccountAsync(IStatements statements, EnvironmentId environment, string account, CancellationToken ct) =>
        store.ForgetAsync(statements, environment, rules.Account, account, ct);
}
