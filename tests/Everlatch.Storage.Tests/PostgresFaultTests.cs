using System.Net;
using Everlatch.Testing;
using Npgsql;

namespace Everlatch.Storage.Tests;

public sealed class PostgresFaultTests : IAsyncLifetime
{
    private static readonly Statement SleepLong = Statement.Read("test.sleep", "select 1 from pg_sleep(30)");
    private static readonly Statement EndSessions = Statement.Read(
        "test.end_sessions",
        """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
        """);

    private static readonly Statement RefuseWrites = Statement.Write(
        "test.refuse_writes",
        "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$");

    private TestDatabase<PostgresEngine> db = null!;
    private FaultProxy proxy = null!;
    private IDatabase database = null!;
    private string address = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateEmptyAsync<PostgresEngine>();
        await db.Database.WithNotesAsync();
        var text = new NpgsqlConnectionStringBuilder(db.Options.Postgres);
        proxy = new FaultProxy(new IPEndPoint(IPAddress.Parse(text.Host!), text.Port));
        text.Port = proxy.Port;
        address = text.ConnectionString;
        database = Open(address);
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        await TestDatabase.CloseAsync(database);
        await db.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_is_gone_is_a_fault_until_it_is_back()
    {
        Assert.Equal(0, await database.FindAsync<long>(Notes.Count, null, Ct));
        proxy.Cut();

        await Assert.ThrowsAsync<StoreFaultException>(() => database.FindAsync<long>(Notes.Count, null, Ct));
        await Assert.ThrowsAsync<StoreFaultException>(() => database.ListAsync<long>(Notes.Count, null, Ct));
        await Assert.ThrowsAsync<StoreFaultException>(() => database.ExecuteAsync(Notes.Insert, new { id = "a", text = "" }, Ct));
        await Assert.ThrowsAsync<StoreFaultException>(() => database.BeginAsync(Ct));

        proxy.Mend();
        Assert.Equal(0, await database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task A_server_that_hangs_is_a_fault_within_the_statement_timeout()
    {
        await database.FindAsync<long>(Notes.Count, null, Ct);
        proxy.Stall();

        var fault = database.FindAsync<long>(Notes.Count, null, Ct);

        await Assert.ThrowsAsync<StoreFaultException>(() => fault.WaitAsync(TimeSpan.FromSeconds(30), Ct));
    }

    // Each attempt holds a thread for the whole time to connect: a second one, for GSS, is made only where that was asked for.
    [Theory]
    [InlineData("", 1)]
    [InlineData(";GSS Encryption Mode=Prefer", 2)]
    public async Task A_server_that_hangs_is_asked_once_to_cancel(string more, int attempts)
    {
        var other = Open(address + more);
        try
        {
            await other.FindAsync<long>(Notes.Count, null, Ct);
            var before = proxy.Accepted;
            proxy.Stall();

            await Assert.ThrowsAsync<StoreFaultException>(() => other.FindAsync<long>(Notes.Count, null, Ct));

            Assert.Equal(attempts, proxy.Accepted - before);
        }
        finally
        {
            await TestDatabase.CloseAsync(other);
        }
    }

    [Fact]
    public async Task A_server_that_hangs_is_a_fault_without_encryption_too()
    {
        var other = Open(address + ";SSL Mode=Disable");
        await other.FindAsync<long>(Notes.Count, null, Ct);
        proxy.Stall();

        var fault = other.FindAsync<long>(Notes.Count, null, Ct);

        await Assert.ThrowsAsync<StoreFaultException>(() => fault.WaitAsync(TimeSpan.FromSeconds(30), Ct));
        await TestDatabase.CloseAsync(other);
    }

    [Fact]
    public async Task A_statement_past_its_time_is_a_fault() =>
        await Assert.ThrowsAsync<StoreFaultException>(() => database.FindAsync<int>(SleepLong, null, Ct));

    [Fact]
    public async Task A_caller_who_hangs_up_during_a_statement_gets_a_cancellation()
    {
        using var hangUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.Database.FindAsync<int>(SleepLong, null, hangUp.Token));
        Assert.Equal(0, await db.Database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task A_transaction_whose_connection_breaks_leaves_nothing_and_ends_quietly()
    {
        await using (var transaction = await database.BeginAsync(Ct))
        {
            await transaction.ExecuteAsync(Notes.Insert, new { id = "a", text = "x" }, Ct);
            proxy.Cut();
            await Assert.ThrowsAsync<StoreFaultException>(
                () => transaction.ExecuteAsync(Notes.Insert, new { id = "b", text = "x" }, Ct));
        }

        proxy.Mend();
        Assert.Equal(0, await database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task A_commit_that_cannot_be_sent_is_a_fault()
    {
        await using (var transaction = await database.BeginAsync(Ct))
        {
            await transaction.ExecuteAsync(Notes.Insert, new { id = "a", text = "x" }, Ct);
            proxy.Cut();
            await Assert.ThrowsAsync<StoreFaultException>(() => transaction.CommitAsync(Ct));
        }

        Assert.Equal(0, await db.Database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task Sessions_ended_by_the_server_cost_one_fault_at_most_and_are_replaced()
    {
        await database.FindAsync<long>(Notes.Count, null, Ct);
        Assert.True(await db.Database.FindAsync<long>(EndSessions, null, Ct) > 0);

        await Assert.ThrowsAsync<StoreFaultException>(() => database.FindAsync<long>(Notes.Count, null, Ct));
        Assert.Equal(0, await database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task A_read_only_server_is_a_fault_for_writers_and_answers_readers()
    {
        await db.Database.ExecuteAsync(RefuseWrites, null, Ct);
        await db.Database.FindAsync<long>(EndSessions, null, Ct);

        await Assert.ThrowsAsync<StoreFaultException>(() => database.ExecuteAsync(Notes.Insert, new { id = "a", text = "" }, Ct));
        Assert.Equal(0, await database.FindAsync<long>(Notes.Count, null, Ct));
    }

    private static IDatabase Open(string postgres) => StorageFeature.Open(
        new StorageOptions { Postgres = postgres, StatementTimeoutSeconds = 2, ConnectTimeoutSeconds = 2 }, TimeProvider.System);
}
