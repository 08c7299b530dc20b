using System.Net;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Storage.Tests;

/// <summary>A primary behind a proxy, and a standby that follows it.</summary>
public sealed class LadderTests : IAsyncLifetime
{
    private static readonly Statement EndSessions = Statement.Read(
        "ladder_test.end_sessions",
        """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
        """);

    private static readonly Statement RefuseWrites = Statement.Write(
        "ladder_test.refuse_writes",
        "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$");

    private readonly CancellationTokenSource ending = new();
    private TestDatabase<PostgresEngine> db = null!;
    private FaultProxy proxy = null!;
    private Standby standby = null!;
    private IDatabase database = null!;
    private Task watching = Task.CompletedTask;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateEmptyAsync<PostgresEngine>();
        await db.Database.WithNotesAsync();
        var text = new NpgsqlConnectionStringBuilder(db.Options.Postgres);
        standby = await Standby.StartAsync(db.Options.Postgres, Ct);
        proxy = new FaultProxy(new IPEndPoint(IPAddress.Parse(text.Host!), text.Port));
        text.Host = $"127.0.0.1:{proxy.Port},127.0.0.1:{standby.Port}";
        database = StorageFeature.Open(
            new StorageOptions { Postgres = text.ConnectionString, StatementTimeoutSeconds = 2, ConnectTimeoutSeconds = 2 },
            TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await TestDatabase.CloseAsync(database);
        await proxy.DisposeAsync();
        await standby.DisposeAsync();
        await db.DisposeAsync();
        ending.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_standby_answers_reads_while_the_primary_is_away_and_nothing_takes_writes(bool hangs)
    {
        Watch();
        await InsertAsync("a");
        Assert.Equal(StoreRung.Primary, database.Standing.Rung);
        await UntilReplicatedAsync(1);

        Leave(hangs);
        await UntilAsync(StoreRung.Standby);

        Assert.Equal(1, await database.FindAsync<long>(Notes.CountAlsoOnStandby, null, Ct));
        await Assert.ThrowsAsync<StoreFaultException>(() => database.FindAsync<long>(Notes.Count, null, Ct));
        await AssertTakesNoWritesAsync();

        proxy.Mend();
        await UntilAsync(StoreRung.Primary);
        await InsertAsync("b");
        Assert.Equal(2, await database.FindAsync<long>(Notes.Count, null, Ct));
        Assert.Equal(1, database.Standing.Returns);
    }

    [Fact]
    public async Task A_standby_that_is_made_the_primary_takes_the_writes()
    {
        Watch();
        await InsertAsync("a");
        await UntilReplicatedAsync(1);
        proxy.Cut();
        await UntilAsync(StoreRung.Standby);

        await standby.PromoteAsync();
        await UntilAsync(StoreRung.Primary);

        await InsertAsync("b");
        Assert.Equal(2, await database.FindAsync<long>(Notes.Count, null, Ct));
        Assert.Equal(1, await db.Database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task A_primary_that_refuses_writes_answers_every_read()
    {
        Watch();
        await UntilAsync(StoreRung.Primary);
        await database.ExecuteAsync(RefuseWrites, null, Ct);
        await db.Database.FindAsync<long>(EndSessions, null, Ct);

        await UntilAsync(StoreRung.Standby);

        Assert.Equal(0, await database.FindAsync<long>(Notes.Count, null, Ct));
        await AssertTakesNoWritesAsync();
    }

    [Fact]
    public async Task With_every_host_away_nothing_answers_until_one_is_back()
    {
        Watch();
        await UntilAsync(StoreRung.Primary);
        proxy.Cut();
        await standby.StopAsync();

        await UntilAsync(StoreRung.Copy);
        await Assert.ThrowsAsync<StoreFaultException>(() => database.FindAsync<long>(Notes.CountAlsoOnStandby, null, Ct));

        proxy.Mend();
        await UntilAsync(StoreRung.Primary);
        Assert.Equal(0, await database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task Without_anybody_who_watches_each_fault_makes_the_next_statement_look()
    {
        await InsertAsync("a");
        await UntilReplicatedAsync(1);
        proxy.Cut();

        await Assert.ThrowsAsync<StoreFaultException>(() => database.FindAsync<long>(Notes.Count, null, Ct));
        Assert.Equal(1, await database.FindAsync<long>(Notes.CountAlsoOnStandby, null, Ct));
        await Assert.ThrowsAsync<StoreFaultException>(() => database.FindAsync<long>(Notes.Count, null, Ct));
        await AssertTakesNoWritesAsync();

        proxy.Mend();
        await InsertAsync("b");
    }

    [Fact]
    public async Task Whoever_waits_for_changes_of_the_directory_hears_those_of_the_new_primary()
    {
        Watch();
        await UntilAsync(StoreRung.Primary);
        await database.Dialect.WaitForDirectoryChangeAsync(TimeSpan.Zero, Ct);
        proxy.Stall();
        await UntilAsync(StoreRung.Standby);
        await standby.PromoteAsync();
        await UntilAsync(StoreRung.Primary);

        // It has only begun to listen there.
        await database.Dialect.WaitForDirectoryChangeAsync(TimeSpan.FromMinutes(5), Ct);
        var heard = database.Dialect.WaitForDirectoryChangeAsync(TimeSpan.FromMinutes(5), Ct);
        await using var transaction = await database.BeginAsync(Ct);
        await database.Dialect.SignalDirectoryChangeAsync(transaction, Ct);
        await transaction.CommitAsync(Ct);
        await heard.WaitAsync(TimeSpan.FromMinutes(1), Ct);
    }

    private void Watch() => watching = WatchAsync((IWatchedDatabase)database);

    private async Task WatchAsync(IWatchedDatabase watched)
    {
        while (!ending.IsCancellationRequested)
        {
            await watched.LookAsync(ending.Token);
            await watched.WaitAsync(ending.Token);
        }
    }

    private void Leave(bool hangs)
    {
        if (hangs)
        {
            proxy.Stall();
        }
        else
        {
            proxy.Cut();
        }
    }

    private Task<int> InsertAsync(string id) => database.ExecuteAsync(Notes.Insert, new { id, text = "x" }, Ct);

    // Known at once: it was never sent.
    private async Task AssertTakesNoWritesAsync()
    {
        var write = await Assert.ThrowsAsync<StoreFaultException>(() => InsertAsync("refused"));
        Assert.True(write.ChangedNothing);
        Assert.IsNotType<PostgresException>(write.InnerException);
        var begin = await Assert.ThrowsAsync<StoreFaultException>(() => database.BeginAsync(Ct));
        Assert.True(begin.ChangedNothing);
    }

    private async Task UntilAsync(StoreRung rung)
    {
        while (database.Standing.Rung != rung)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
        }
    }

    private async Task UntilReplicatedAsync(long count)
    {
        var address = new NpgsqlConnectionStringBuilder(db.Options.Postgres) { Port = standby.Port }.ConnectionString;
        var replica = StorageFeature.Open(new StorageOptions { Postgres = address }, TimeProvider.System);
        while (await replica.FindAsync<long>(Notes.Count, null, Ct) < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
        }

        await TestDatabase.CloseAsync(replica);
    }
}
