using System.Data.Common;

namespace Everlatch.Schema.Runner.Plans;

/// <summary>The record of the first, simple runner: a table with the name of each file that it applied.</summary>
internal static class Predecessor
{
    /// <summary>The names; empty where it never ran.</summary>
    public static async Task<IReadOnlyCollection<string>> RecordedAsync(
        SchemaEngine engine, DbConnection connection, CancellationToken ct)
    {
        try
        {
            return await connection.ListAsync("select name from schema_migrations", [], row => row.GetString(0), ct);
        }
        catch (DbException e) when (engine.Runner.Sort(e) == FaultKind.Absent)
        {
            return [];
        }
    }
}
