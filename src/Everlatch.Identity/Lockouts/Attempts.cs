using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Outages;
using Everlatch.Storage;

namespace Everlatch.Identity.Lockouts;

/// <summary>Admits guesses at passwords: counted per account and per network address, before anything is compared.</summary>
/// <remarks>
/// An account that does not exist is counted like one that does. A success clears the account's count but only takes back its own
/// attempt from the address, so that nobody clears an address by signing in to an account of their own.
/// </remarks>
public sealed class Attempts(LockoutStore store, LockoutRules rules, GiveBack giveBack, OutageCounts outage)
{
    /// <summary>
    /// Does what counts attempts. A fault of the store, before it is known whether the attempt failed, gives it back.
    /// </summary>
    /// <remarks>A commit that was not answered may have given it back already: one attempt too few is counted then.</remarks>
    internal async Task<T> MakeAsync<T>(EnvironmentId environment, Func<Attempt, Task<T>> make, CancellationToken ct)
    {
        await giveBack.CatchUpAsync(ct);
        return await MakeAsync(new Attempt(environment), make);
    }

    /// <summary>
    /// The same for what goes on in an outage: then the attempt is counted in memory, and whoever makes it keeps it in the
    /// journal.
    /// </summary>
    internal Task<T> MakeAlsoInOutageAsync<T>(EnvironmentId environment, Func<Attempt, Task<T>> make, CancellationToken ct) =>
        outage.IsInForce
            ? MakeAsync(new Attempt(environment, inOutage: true), make)
            : MakeAsync(environment, make, ct);

    private async Task<T> MakeAsync<T>(Attempt attempt, Func<Attempt, Task<T>> make)
    {
        try
        {
            return await make(attempt);
        }
        catch (StoreFaultException)
        {
            GiveBack(attempt);
            throw;
        }
    }

    private void GiveBack(Attempt attempt)
    {
        if (attempt.InOutage)
        {
            outage.GiveBack(attempt);
        }
        else
        {
            giveBack.Later(attempt);
        }
    }

    /// <summary>Counts a guess; null when it may be made, else how long to wait.</summary>
    internal async Task<TimeSpan?> ReserveAsync(Attempt attempt, string account, RequestOrigin origin, CancellationToken ct) =>
        await ReserveAddressAsync(attempt, origin, ct) ?? await ReserveAsync(attempt, rules.Account, account, ct);

    /// <summary>Counts a guess at no account.</summary>
    internal Task<TimeSpan?> ReserveAddressAsync(Attempt attempt, RequestOrigin origin, CancellationToken ct) =>
        ReserveAsync(attempt, rules.Address, NetworkParty.Of(origin.Address), ct);

    /// <summary>Counts a sign-up; null when it may be made, else how long to wait.</summary>
    internal Task<TimeSpan?> ReserveSignUpAsync(Attempt attempt, RequestOrigin origin, CancellationToken ct) =>
        store.ReserveAsync(attempt, rules.SignUps, NetworkParty.Of(origin.Address), ct);

    /// <summary>Counts a request for a mailed link; null when it may be made, else how long to wait.</summary>
    internal Task<TimeSpan?> ReserveLinkAsync(Attempt attempt, RequestOrigin origin, CancellationToken ct) =>
        store.ReserveAsync(attempt, rules.Links, NetworkParty.Of(origin.Address), ct);

    /// <summary>Whether a stranger may cause one more mail to this mailbox now.</summary>
    internal async Task<bool> ReserveMailAsync(Attempt attempt, string mailbox, CancellationToken ct) =>
        await store.ReserveAsync(attempt, rules.Mailbox, mailbox, ct) is null;

    /// <summary>Notes in memory that the attempt was the owner's, and says what the journal has to say of that.</summary>
    internal KnownCount SucceededInOutage(Attempt attempt, string account)
    {
        outage.GiveBack(attempt, rules.Address);
        return outage.Forget(attempt.Environment, rules.Account, account);
    }

    /// <summary>Records that the attempt was the owner's.</summary>
    internal async Task SucceededAsync(IStatements statements, Attempt attempt, string account, CancellationToken ct)
    {
        await store.ForgetAsync(statements, attempt.Environment, rules.Account, account, ct);
        foreach (var count in attempt.Counts.Where(count => count.Rule == rules.Address))
        {
            await store.GiveBackAsync(statements, attempt.Environment, count, ct);
        }
    }

    /// <summary>Lets an account's owner, who proved the mailbox, try again at once.</summary>
    internal Task ForgetAccountAsync(IStatements statements, EnvironmentId environment, string account, CancellationToken ct) =>
        store.ForgetAsync(statements, environment, rules.Account, account, ct);

    private Task<TimeSpan?> ReserveAsync(Attempt attempt, LockoutRule rule, string what, CancellationToken ct) => attempt.InOutage
        ? outage.ReserveAsync(attempt, rule, what, ct)
        : store.ReserveAsync(attempt, rule, what, ct);
}
