using Everlatch.Storage;

namespace Everlatch.Oidc.Spending;

/// <summary>
/// Gives back what was spent for nobody: a code or token whose spending the database may have done and did not answer, or
/// answered to a client that had hung up. The client was told 503, which says that nothing happened; this makes it true.
/// </summary>
/// <remarks>
/// A give-back comes before the next spending of the same thing, and in the background as soon as the database answers. It names
/// the one spending that it undoes, so that it never undoes another's. What a broken connection left in the database may happen
/// later still: a give-back that finds nothing is tried again, ever more rarely, for about two minutes. All of this is this
/// process's memory; what a killed one had not given back is as good as a lost answer.
/// </remarks>
public sealed class UnansweredSpends(TimeProvider clock)
{
    /// <summary>What is remembered at most; as many spendings as the connections of a long outage can leave behind.</summary>
    public const int Most = 10_000;

    private const int Rounds = 8;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly Lock turn = new();
    private readonly Dictionary<string, List<Unanswered>> kept = new(StringComparer.Ordinal);
    private volatile int count;

    /// <summary>How many are remembered.</summary>
    public int Count => count;

    /// <summary>Spends something.</summary>
    /// <param name="what">Its own id: the same for every spending of it.</param>
    /// <param name="spend">Spends it; null when it could not be spent. Nobody cancels it: its outcome must be known.</param>
    /// <param name="giveBack">Undoes exactly this spending; says how many rows it found.</param>
    /// <param name="ct">Whether the client still waits.</param>
    public async Task<T?> SpendAsync<T>(
        string what, Func<Task<T?>> spend, Func<CancellationToken, Task<int>> giveBack, CancellationToken ct)
        where T : class
    {
        await GiveBackAsync(what, ct);
        var spent = await TryAsync(what, spend, giveBack, ct);

        // What nobody answered may have happened just now, and be why this one could not.
        return spent is null && await GiveBackAsync(what, ct) ? await TryAsync(what, spend, giveBack, ct) : spent;
    }

    /// <summary>
    /// Gives something back that was spent for a request which is refused; later, when the database does not answer.
    /// </summary>
    /// <param name="what">Its own id.</param>
    /// <param name="giveBack">Undoes exactly this spending; says how many rows it found.</param>
    public async Task GiveBackAsync(string what, Func<CancellationToken, Task<int>> giveBack)
    {
        try
        {
            await giveBack(CancellationToken.None);
        }
        catch (StoreFaultException)
        {
            Keep(what, giveBack);
            throw;
        }
    }

    /// <summary>Gives back what is remembered of one thing; false when nothing had been spent.</summary>
    /// <param name="what">Its own id.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> GiveBackAsync(string what, CancellationToken ct)
    {
        foreach (var unanswered in Of(what))
        {
            if (await unanswered.GiveBack(ct) > 0)
            {
                Forget(unanswered);
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives back everything that is due; stops at the first that the database does not answer.</summary>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many were given back.</returns>
    public async Task<int> GiveBackAsync(CancellationToken ct)
    {
        var found = 0;
        foreach (var unanswered in Due())
        {
            var rows = await TryGiveBackAsync(unanswered, ct);
            found += rows;
            if (rows > 0)
            {
                Forget(unanswered);
            }
            else
            {
                Postpone(unanswered);
            }
        }

        return found;
    }

    private async Task<int> TryGiveBackAsync(Unanswered unanswered, CancellationToken ct)
    {
        try
        {
            return await unanswered.GiveBack(ct);
        }
        catch (Exception e) when (e is not (StoreFaultException or OperationCanceledException))
        {
            // It fails for its own sake: told as any failure, and out of the others' way from now on.
            Postpone(unanswered);
            throw;
        }
    }

    private void Postpone(Unanswered unanswered)
    {
        if (++unanswered.Round == Rounds)
        {
            Forget(unanswered);
        }
        else
        {
            unanswered.Due = clock.GetUtcNow() + (FirstPause * (1 << unanswered.Round));
        }
    }

    private async Task<T?> TryAsync<T>(
        string what, Func<Task<T?>> spend, Func<CancellationToken, Task<int>> giveBack, CancellationToken ct)
        where T : class
    {
        T? spent;
        try
        {
            spent = await spend();
        }
        catch (StoreFaultException e) when (!e.ChangedNothing)
        {
            Keep(what, giveBack);
            throw;
        }

        if (spent is not null && ct.IsCancellationRequested)
        {
            Keep(what, giveBack);
            ct.ThrowIfCancellationRequested();
        }

        return spent;
    }

    private void Keep(string what, Func<CancellationToken, Task<int>> giveBack)
    {
        lock (turn)
        {
            if (count == Most)
            {
                return;
            }

            if (!kept.TryGetValue(what, out var same))
            {
                kept[what] = same = [];
            }

            same.Add(new Unanswered(what, giveBack) { Due = clock.GetUtcNow() });
            count++;
        }
    }

    private void Forget(Unanswered unanswered)
    {
        lock (turn)
        {
            if (kept.TryGetValue(unanswered.What, out var same) && same.Remove(unanswered))
            {
                count--;
                if (same.Count == 0)
                {
                    kept.Remove(unanswered.What);
                }
            }
        }
    }

    private Unanswered[] Of(string what)
    {
        if (count == 0)
        {
            return [];
        }

        lock (turn)
        {
            return kept.TryGetValue(what, out var same) ? [.. same] : [];
        }
    }

    private Unanswered[] Due()
    {
        if (count == 0)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        lock (turn)
        {
            return [.. kept.Values.SelectMany(same => same).Where(unanswered => unanswered.Due <= now)];
        }
    }

    private sealed class Unanswered(string what, Func<CancellationToken, Task<int>> giveBack)
    {
        public string What { get; } = what;

        public Func<CancellationToken, Task<int>> GiveBack { get; } = giveBack;

        public DateTimeOffset Due { get; set; }

        /// <summary>How often the database has answered that there is nothing to give back.</summary>
        public int Round { get; set; }
    }
}
