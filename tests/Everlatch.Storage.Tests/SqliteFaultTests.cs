using Everlatch.Storage.Sqlite;
using Everlatch.Testing;

namespace Everlatch.Storage.Tests;

public sealed class SqliteFaultTests : IAsyncLifetime
{
    private static readonly Statement NoMorePages = Statement.Read("test.no_more_pages", "pragma max_page_count = 1");
    private static readonly Statement ReadOnly = Statement.Read("test.read_only", "pragma query_only = 1");
    private static readonly Statement Journal = Statement.Read("test.journal", "pragma journal_mode");
    private static readonly Statement Synchronous = Statement.Read("test.synchronous", "pragma synchronous");
    private static readonly Statement ForeignKeys = Statement.Read("test.foreign_keys", "pragma foreign_keys");
    private TestDatabase<SqliteEngine> db = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateEmptyAsync<SqliteEngine>();
        await db.Database.WithNotesAsync();
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task Every_connection_keeps_what_it_acknowledged_and_checks_references()
    {
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("wal", await db.Database.FindAsync<string>(Journal, null, Ct));
            Assert.Equal(2, await db.Database.FindAsync<long>(Synchronous, null, Ct));
            Assert.Equal(1, await db.Database.FindAsync<long>(ForeignKeys, null, Ct));
        }
    }

    [Fact]
    public async Task A_writer_who_waits_too_long_for_another_gets_a_fault_and_readers_go_on()
    {
        using var impatient = Open(db.Options.SqliteFile);
        var holder = await impatient.BeginAsync(Ct);

        var fault = await Assert.ThrowsAsync<StoreFaultException>(() => impatient.BeginAsync(Ct));
        Assert.IsType<TimeoutException>(fault.InnerException);
        Assert.Equal(0, await impatient.FindAsync<long>(Notes.Count, null, Ct));

        await holder.DisposeAsync();
        await using var next = await impatient.BeginAsync(Ct);
    }

    [Fact]
    public async Task A_writer_in_another_process_is_waited_for_and_then_a_fault()
    {
        using var other = Open(db.Options.SqliteFile);
        await using (await db.Database.BeginAsync(Ct))
        {
            await Assert.ThrowsAsync<StoreFaultException>(
                () => other.ExecuteAsync(Notes.Insert, new { id = "a", text = "" }, Ct));
        }

        Assert.Equal(1, await other.ExecuteAsync(Notes.Insert, new { id = "a", text = "" }, Ct));
    }

    [Fact]
    public async Task A_full_disk_is_a_fault_and_leaves_nothing()
    {
        await db.Database.FindAsync<long>(NoMorePages, null, Ct);

        await using (var transaction = await db.Database.BeginAsync(Ct))
        {
            var text = new string('x', 100_000);
            await Assert.ThrowsAsync<StoreFaultException>(
                () => transaction.ExecuteAsync(Notes.Insert, new { id = "a", text }, Ct));
        }

        Assert.Equal(0, await db.Database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task A_read_only_file_is_a_fault_for_writers_and_answers_readers()
    {
        await db.Database.FindAsync<long>(ReadOnly, null, Ct);

        await Assert.ThrowsAsync<StoreFaultException>(
            () => db.Database.ExecuteAsync(Notes.Insert, new { id = "a", text = "" }, Ct));
        Assert.Equal(0, await db.Database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_a_fault()
    {
        var file = Path.Combine(Path.GetDirectoryName(db.Options.SqliteFile)!, "text.db");
        await File.WriteAllTextAsync(file, new string('x', 8192), Ct);
        using var database = Open(file);

        await Assert.ThrowsAsync<StoreFaultException>(() => database.FindAsync<long>(Notes.Count, null, Ct));
    }

    [Fact]
    public async Task A_folder_that_cannot_hold_the_file_is_a_fault()
    {
        using var database = Open(Path.Combine(db.Options.SqliteFile, "below-a-file", "everlatch.db"));

        await Assert.ThrowsAsync<StoreFaultException>(() => database.FindAsync<long>(Notes.Count, null, Ct));
        await Assert.ThrowsAsync<StoreFaultException>(() => database.BeginAsync(Ct));
        await Assert.ThrowsAsync<StoreFaultException>(() => database.BeginAsync(Ct));
    }

    private static SqliteDatabase Open(string file) =>
        new(new StorageOptions { SqliteFile = file, StatementTimeoutSeconds = 1 }, TimeProvider.System);
}
