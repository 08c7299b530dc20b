using Npgsql;

namespace Everlatch.Storage.Postgres;

/// <summary>
/// Which host takes writes and which answers reads, and so the rung in force. What a request asks it costs one read of a field.
/// </summary>
/// <remarks>
/// Npgsql's own multi-host source finds out in the way of a request which host is which, and asks a host that hangs anew after a
/// while, which costs that request the whole time to connect (docs/adr/0026).
/// </remarks>
internal sealed class PostgresLadder : IStoreFaults, IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan InDoubt = TimeSpan.FromMilliseconds(200);

    private readonly PostgresHost[] hosts;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SemaphoreSlim suspicion = new(0, 1);
    private volatile View? current;
    private volatile bool watched;

    public PostgresLadder(IEnumerable<string> connectionStrings, TimeProvider clock)
    {
        this.clock = clock;
        hosts = [.. connectionStrings.Select(address => new PostgresHost(address))];
        if (hosts is [var only])
        {
            current = new View(StoreStanding.Top, only, only);
        }
    }

    /// <summary>Is told when the rung or the primary changes.</summary>
    public event Action<StoreStanding>? Changed;

    /// <summary>The rung in force; the top one before anybody looked.</summary>
    public StoreStanding Standing => current?.Standing ?? StoreStanding.Top;

    /// <summary>The host that takes writes.</summary>
    /// <exception cref="NpgsqlException">There is none at the moment.</exception>
    public async ValueTask<PostgresHost> WriterAsync(CancellationToken ct) =>
        (current ?? await FirstLookAsync(ct)).Writer ?? throw new NpgsqlException("No host takes writes at the moment.");

    /// <summary>The host that answers reads: the primary, or a standby while there is no primary.</summary>
    /// <param name="alsoStandby">Whether an answer may be some moments old.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="NpgsqlException">There is none at the moment.</exception>
    public async ValueTask<PostgresHost> ReaderAsync(bool alsoStandby, CancellationToken ct) =>
        (current ?? await FirstLookAsync(ct)).Reader is { } reader && (alsoStandby || reader.Role != HostRole.Standby)
            ? reader
            : throw new NpgsqlException("No host answers this at the moment.");

    /// <summary>Waits until a look is due.</summary>
    public async Task WaitAsync(CancellationToken ct)
    {
        // Many statements meet the same fault: one look for all of them.
        if (hosts.Any(host => host.IsInDoubt) || await IsSuspectedAsync(ct))
        {
            await Task.Delay(InDoubt, clock, ct);
        }
    }

    /// <summary>Looks at every host; from now on somebody does so again and again.</summary>
    public Task WatchAsync(CancellationToken ct)
    {
        watched = true;
        return LookAsync(ct);
    }

    /// <inheritdoc />
    public void Report(Exception fault)
    {
        if (!DatabaseStatements.IsFault(fault))
        {
            return;
        }

        if (!watched && hosts.Length > 1)
        {
            current = null;
        }
        else if (suspicion.CurrentCount == 0)
        {
            TryRelease();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    private void TryRelease()
    {
        try
        {
            suspicion.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another statement said it at the same moment.
        }
    }

    // Whether a fault cut the wait short.
    private async Task<bool> IsSuspectedAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var suspected = suspicion.WaitAsync(stop.Token);
        var cutShort = await Task.WhenAny(suspected, Task.Delay(Every, clock, stop.Token)) == suspected;
        await stop.CancelAsync();
        await suspected.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        return cutShort;
    }

    private async Task<View> FirstLookAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (current is { } known)
            {
                return known;
            }

            foreach (var host in hosts)
            {
                host.Forget();
            }

            await Task.WhenAll(hosts.Select(host => host.LookAsync(ct)));
            return Decide();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            await Task.WhenAll(hosts.Select(host => host.LookAsync(ct)));
            Decide();
        }
        finally
        {
            turn.Release();
        }
    }

    // Two hosts that both take writes are the failover's matter, and no reason to leave the one that there is.
    private View Decide()
    {
        var before = current;
        var primary = Find(HostRole.Primary, before?.Writer)
            ?? (hosts is [{ Role: HostRole.Unknown } only] ? only : null);
        var reader = primary ?? Find(HostRole.ReadOnly, before?.Reader) ?? Find(HostRole.Standby, before?.Reader);
        var rung = primary is not null ? StoreRung.Primary : reader is not null ? StoreRung.Standby : StoreRung.Copy;
        var isReturn = before is not null && primary is not null && before.Writer != primary;
        var standing = new StoreStanding(
            rung,
            (before?.Standing.Returns ?? 0) + (isReturn ? 1 : 0),
            IsNewest: primary is not null || reader?.Role == HostRole.ReadOnly);
        if (before is null || before.Writer != primary || before.Reader != reader || before.Standing != standing)
        {
            current = new View(standing, primary, reader);
        }

        if (standing != (before?.Standing ?? StoreStanding.Top))
        {
            Changed?.Invoke(standing);
        }

        return current!;
    }

    private PostgresHost? Find(HostRole role, PostgresHost? first) =>
        first?.Role == role ? first : hosts.FirstOrDefault(host => host.Role == role);

    private sealed record View(StoreStanding Standing, PostgresHost? Writer, PostgresHost? Reader);
}
