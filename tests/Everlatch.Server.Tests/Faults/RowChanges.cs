using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Everlatch.Server.Tests.Faults;

/// <summary>
/// Every change of every row of a SQLite file, kept by triggers: what is rolled back leaves nothing here either.
/// </summary>
internal sealed class RowChanges : IAsyncDisposable
{
    // Attempts are counted before the work that they limit, and given back after a fault: see TakeCountsAsync. When something
    // was used last is noted beside the work, or later.
    private const string Counters = "lockouts";
    private const string CountersOf = "testing_counts";
    private static readonly string[] Uses = ["last_used_at", "last_seen_at", "idle_expires_at", "last_polled_at"];

    private readonly SqliteConnection connection;
    private long seen;

    private RowChanges(SqliteConnection connection) => this.connection = connection;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Begins to keep the changes of a file.</summary>
    public static async Task<RowChanges> OfAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Ct);
        var changes = new RowChanges(connection);
        await changes.SendAsync("create table testing_changes (seq integer primary key, name text, before text, after text)");
        foreach (var table in await changes.TextsAsync(
            // Nor the schema's own tables, in which every server says now and then that it lives.
            $"""
            select name from sqlite_master
            where type = 'table' and name not like 'schema_%' and name not in ('{Counters}', 'testing_changes')
            """))
        {
            await changes.KeepAsync(table);
        }

        await changes.KeepCountsAsync();

        return changes;
    }

    /// <summary>What is different since the last call. A row that came and went again is not.</summary>
    public async Task<IReadOnlyList<RowChange>> TakeAsync()
    {
        var changes = new List<RowChange>();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"select seq, name, before, after from testing_changes where seq > {seen.ToString(CultureInfo.InvariantCulture)}";
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
        {
            seen = Math.Max(seen, reader.GetInt64(0));
            changes.AddRange(
                from column in new[] { 2, 3 }
                where !reader.IsDBNull(column)
                select new RowChange(reader.GetString(1), reader.GetString(column), IsThere: column == 3));
        }

        return RowChange.Net(changes);
    }

    /// <summary>
    /// By how much attempts were counted since the last call, of each subject that is not counted as before; the smallest first.
    /// </summary>
    public async Task<IReadOnlyList<int>> TakeCountsAsync()
    {
        var counts = await TextsAsync(
            $"select cast(sum(added) as text) from {CountersOf} group by subject having sum(added) <> 0");
        await SendAsync($"delete from {CountersOf}");
        return [.. counts.Select(count => int.Parse(count, CultureInfo.InvariantCulture)).Order()];
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task KeepAsync(string table)
    {
        var columns = (await TextsAsync($"select name from pragma_table_info('{table}')")).Except(Uses).ToList();
        foreach (var (act, before, after) in new[] { ("insert", false, true), ("update", true, true), ("delete", true, false) })
        {
            await SendAsync(
                $"""
                create trigger testing_{act}_{table} after {act} on {table} begin
                    insert into testing_changes (name, before, after)
                    values ('{table}', {(before ? Row("old") : "null")}, {(after ? Row("new") : "null")});
                end
                """);
        }

        string Row(string which) =>
            string.Join(" || ", columns.Select(column => $"'{column}=' || quote({which}.{column}) || ' '"));
    }

    private async Task KeepCountsAsync()
    {
        await SendAsync($"create table {CountersOf} (subject text, added integer)");
        foreach (var (act, row, added) in new[]
        {
            ("insert", "new", "new.failures"),
            ("update", "new", "new.failures - old.failures"),
            ("delete", "old", "-old.failures"),
        })
        {
            await SendAsync(
                $"""
                create trigger testing_count_{act} after {act} on {Counters} begin
                    insert into {CountersOf} values ({row}.subject, {added});
                end
                """);
        }
    }

    private async Task SendAsync(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task<IReadOnlyList<string>> TextsAsync(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var texts = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
