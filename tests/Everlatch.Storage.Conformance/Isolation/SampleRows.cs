using System.Text.Json;

namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>Writes, reads and takes away all rows of a sample.</summary>
internal sealed class SampleRows(Catalog catalog)
{
    public async Task InsertAsync(IStatements statements, Sample sample, CancellationToken ct)
    {
        foreach (var table in catalog.Tables)
        {
            var names = string.Join(", ", table.Select(c => c.Name));
            var parameters = string.Join(", ", table.Select(c => "@" + c.Name));
            var insert = Statement.Write(
                "testing.insert_" + table.Key, $"insert into {table.Key} ({names}) values ({parameters})");
            await statements.ExecuteAsync(insert, table.ToDictionary(c => c.Name, c => Words.Of(c, sample)), ct);
        }
    }

    public async Task DeleteAsync(IStatements statements, Sample sample, CancellationToken ct)
    {
        foreach (var table in catalog.Tables.Reverse())
        {
            var delete = $"delete from {table.Key} where {Catalog.EnvironmentColumn(table.Key)} = @environment";
            await statements.ExecuteAsync(
                Statement.Write("testing.delete_" + table.Key, delete), new { environment = sample.EnvironmentId }, ct);
        }
    }

    /// <summary>Every row of the sample's environment as text that two readings can be compared by.</summary>
    public async Task<string> DumpAsync(IStatements statements, Sample sample, CancellationToken ct)
    {
        var lines = new List<string>();
        foreach (var table in catalog.Tables)
        {
            var columns = string.Join(", ", table.Select(c => c.Name));
            var read = Statement.Read(
                "testing.dump_" + table.Key,
                $"""
            select {columns} from {table.Key} where {Catalog.EnvironmentColumn(table.Key)} = @environment order by {columns}
            """);
            var rows = await statements.ListAsync<object>(read, new { environment = sample.EnvironmentId }, ct);
            lines.AddRange(rows.Select(row => $"{table.Key} {JsonSerializer.Serialize(row)}"));
        }

        return string.Join('\n', lines);
    }
}
