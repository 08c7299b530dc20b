using Microsoft.Data.Sqlite;

namespace Everlatch.Server.Tests.Faults;

/// <summary>Every row that a file holds, as text.</summary>
internal static class RowDump
{
    // Counters of attempts are taken before the work that they limit, so that a fault is no way around the limit; and the last use
    // of an API token is written by a worker, whenever it is.
    private const string Counters = "lockouts";
    private const string WrittenLater = "last_used_at";

    public static async Task<HashSet<string>> ReadAsync(string file)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        await connection.OpenAsync(ct);
        var rows = new HashSet<string>();
        foreach (var table in await TablesAsync(connection, ct))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "select * from " + table;
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                rows.Add(table + ": " + string.Join(", ", ColumnsOf(reader)));
            }
        }

        return rows;
    }

    /// <summary>The rows of one dump that the other does not have.</summary>
    public static IReadOnlyList<string> Changes(HashSet<string> before, HashSet<string> after) =>
        [.. before.Except(after).Select(row => "- " + row), .. after.Except(before).Select(row => "+ " + row)];

    private static async Task<IReadOnlyList<string>> TablesAsync(SqliteConnection connection, CancellationToken ct)
    {
        using var command = connection.CreateCommand();

        // Nor the schema's own tables, in which every server says now and then that it lives.
        command.CommandText = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'schema_%'";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var tables = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            tables.Add(reader.GetString(0));
        }

        return [.. tables.Where(table => table != Counters)];
    }

    private static IEnumerable<string> ColumnsOf(SqliteDataReader reader) =>
        from column in Enumerable.Range(0, reader.FieldCount)
        where reader.GetName(column) != WrittenLater
        select $"{reader.GetName(column)}={(reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column))}";
}
