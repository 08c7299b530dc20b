using System.Data.Common;

namespace Everlatch.Interop.Moves;

/// <summary>Every value of every row of every table.</summary>
internal static class EveryValue
{
    /// <summary>Reads them.</summary>
    public static async Task<IReadOnlySet<string>> OfAsync(DbConnection database, string tables)
    {
        await database.OpenAsync(TestContext.Current.CancellationToken);
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in await ReadAsync(database, tables))
        {
            values.UnionWith(await ReadAsync(database, $"select * from \"{table}\""));
        }

        return values;
    }

    private static async Task<List<string>> ReadAsync(DbConnection database, string sql)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            for (var column = 0; column < rows.FieldCount; column++)
            {
                values.Add(rows.GetValue(column).ToString() ?? "");
            }
        }

        return values;
    }
}
