using System.Data.Common;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Testing;

namespace Everlatch.Storage.Tests;

/// <summary>What <see cref="IDatabase" /> promises, whichever engine answers.</summary>
public abstract class DatabaseSuite<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    private static readonly Statement InsertTyped =
        Statement.Write("notes.insert_typed", "insert into notes (id, text, at) values (@user, @host, @at)");

    private static readonly Statement FindTyped =
        Statement.Read("notes.find_typed", "select id as user_id, text as host_name, at, flag from notes where id = @user");

    private TestDatabase<TEngine> db = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IDatabase Database => db.Database;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateEmptyAsync<TEngine>();
        await db.Database.WithNotesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await db.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Our_words_come_back_as_they_went()
    {
        var (user, host, at) = (Id.New<UserId>(TimeProvider.System), HostName.Trusted("acme.test"), TestClock.Noon);
        await Database.ExecuteAsync(InsertTyped, new { user, host, at }, Ct);

        Assert.Equal(new Typed(user, host, at, null), await Database.FindAsync<Typed>(FindTyped, new { user }, Ct));
        Assert.Null(await Database.FindAsync<Typed>(FindTyped, new { user = Id.New<UserId>(TimeProvider.System) }, Ct));
    }

    [Fact]
    public async Task A_transaction_that_is_not_committed_leaves_nothing()
    {
        await using (var transaction = await Database.BeginAsync(Ct))
        {
            await transaction.ExecuteAsync(Notes.Insert, new { id = "a", text = "x" }, Ct);
            Assert.Equal(1, await transaction.FindAsync<long>(Notes.Count, null, Ct));
        }

        Assert.Equal(0, await Database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task A_committed_transaction_is_there_for_everyone()
    {
        await using (var transaction = await Database.BeginAsync(Ct))
        {
            await transaction.ExecuteAsync(Notes.Insert, new { id = "a", text = "x" }, Ct);
            await transaction.ExecuteAsync(Notes.Insert, new { id = "b", text = "y" }, Ct);
            await transaction.CommitAsync(Ct);
        }

        Assert.Equal(2, await Database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task A_transaction_that_failed_half_way_leaves_nothing_and_its_connection_is_clean()
    {
        await using (var transaction = await Database.BeginAsync(Ct))
        {
            await transaction.ExecuteAsync(Notes.Insert, new { id = "a", text = "x" }, Ct);
            await Assert.ThrowsAsync<StoreFaultException>(() => transaction.FindAsync<string>(Notes.Broken, null, Ct));
        }

        Assert.Equal(0, await Database.FindAsync<long>(Notes.Count, null, Ct));
        Assert.Equal(1, await Database.ExecuteAsync(Notes.Insert, new { id = "a", text = "x" }, Ct));
    }

    [Fact]
    public async Task A_commit_counts_even_when_the_caller_hung_up_before_it()
    {
        using var hangUp = new CancellationTokenSource();
        await using (var transaction = await Database.BeginAsync(Ct))
        {
            await transaction.ExecuteAsync(Notes.Insert, new { id = "a", text = "x" }, Ct);
            await hangUp.CancelAsync();
            await transaction.CommitAsync(hangUp.Token);
        }

        Assert.Equal(1, await Database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task A_duplicate_is_a_refused_row_and_not_a_fault()
    {
        await Database.ExecuteAsync(Notes.Insert, new { id = "a", text = "x" }, Ct);

        var refusal = await Assert.ThrowsAsync<ConstraintException>(
            () => Database.ExecuteAsync(Notes.Insert, new { id = "a", text = "secret" }, Ct));

        Assert.Equal("notes.insert", refusal.Statement);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_table_is_a_fault_that_names_the_statement()
    {
        var fault = await Assert.ThrowsAsync<StoreFaultException>(() => Database.ListAsync<string>(Notes.Broken, null, Ct));

        Assert.Equal("notes.broken", fault.Statement);
    }

    [Fact]
    public async Task A_required_value_that_no_statement_of_ours_knows_of_is_a_fault_and_no_refused_row()
    {
        await Database.ExecuteAsync(Notes.RequireMore, null, Ct);

        await Assert.ThrowsAsync<StoreFaultException>(() => Database.ExecuteAsync(Notes.InsertMore, new { id = "a" }, Ct));
    }

    [Fact]
    public async Task Whoever_watches_hears_what_the_driver_said_of_every_fault_and_of_nothing_else()
    {
        var heard = new HeardFaults();
        var watched = StorageFeature.Open(db.Options, TimeProvider.System, heard);
        try
        {
            await watched.FindAsync<long>(Notes.Count, null, Ct);
            Assert.Empty(heard.Faults);
            await Assert.ThrowsAsync<StoreFaultException>(() => watched.FindAsync<string>(Notes.Broken, null, Ct));
            await using var transaction = await watched.BeginAsync(Ct);
            await Assert.ThrowsAsync<StoreFaultException>(() => transaction.ListAsync<string>(Notes.Broken, null, Ct));
            Assert.Equal(2, heard.Faults.Count);
            Assert.All(heard.Faults, fault => Assert.Contains("nowhere", fault.Message, StringComparison.Ordinal));
        }
        finally
        {
            await TestDatabase.CloseAsync(watched);
        }
    }

    [Theory]
    [InlineData("text", "'a secret'")]
    [InlineData("text", "'99999999999999999999'")]
    [InlineData("text", "''")]
    [InlineData("double precision", "1e300")]
    public async Task A_column_of_another_type_is_a_fault_that_says_so_and_not_what_the_value_was(string type, string value)
    {
        var heard = new HeardFaults();
        var watched = StorageFeature.Open(db.Options, TimeProvider.System, heard);
        try
        {
            var user = Id.New<UserId>(TimeProvider.System);
            await Database.ExecuteAsync(InsertTyped, new { user, host = HostName.Trusted("acme.test"), at = TestClock.Noon }, Ct);
            Assert.NotNull(await watched.FindAsync<Typed>(FindTyped, new { user }, Ct));
            await Database.ExecuteAsync(Notes.DropAt, null, Ct);
            await Database.ExecuteAsync(
                Statement.Write("notes.retype", $"alter table notes add column at {type} not null default {value}"), null, Ct);

            foreach (var read in new Func<Task>[]
            {
                () => watched.FindAsync<Typed>(FindTyped, new { user }, Ct),
                () => watched.ListAsync<Typed>(FindTyped, new { user }, Ct),
                () => watched.FindAsync<long>(Notes.FindAt, null, Ct),
                () => watched.FindAsync<DateTimeOffset?>(Notes.FindAt, null, Ct),
            })
            {
                var fault = await Assert.ThrowsAsync<StoreFaultException>(read);
                Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
            }

            Assert.Equal(4, heard.Faults.Count);
            Assert.All(heard.Faults.Cast<DbException>(), fault => Assert.Equal("42804", fault.SqlState));
            Assert.Contains("'at'", heard.Faults[0].Message, StringComparison.Ordinal);
        }
        finally
        {
            await TestDatabase.CloseAsync(watched);
        }
    }

    [Fact]
    public async Task A_caller_who_hung_up_gets_a_cancellation_and_not_a_fault()
    {
        var gone = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Database.FindAsync<long>(Notes.Count, null, gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Database.BeginAsync(gone));
        Assert.Equal(0, await Database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task Many_writers_at_once_all_get_their_turn()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            await using var transaction = await Database.BeginAsync(Ct);
            await transaction.ExecuteAsync(Notes.Insert, new { id = $"{i}", text = "x" }, Ct);
            await transaction.CommitAsync(Ct);
        }));

        Assert.Equal(64, await Database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task Text_is_never_sql()
    {
        const string text = "'; drop table notes; --\"\\ %_ é \U0001F511";
        await Database.ExecuteAsync(Notes.Insert, new { id = "a", text }, Ct);

        Assert.Equal(text, await Database.FindAsync<string>(Notes.Find, new { id = "a" }, Ct));
    }

    private sealed record Typed
    {
        public Typed()
        {
        }

        public Typed(UserId userId, HostName hostName, DateTimeOffset at, DateTimeOffset? flag) =>
            (UserId, HostName, At, Flag) = (userId, hostName, at, flag);

        public UserId UserId { get; init; }

        public HostName HostName { get; init; }

        public DateTimeOffset At { get; init; }

        public DateTimeOffset? Flag { get; init; }
    }
}
