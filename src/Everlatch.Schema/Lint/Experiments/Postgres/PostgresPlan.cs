using System.Data.Common;
using System.Text.Json;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>
/// What the planner says of a statement: which tables it writes, and whether it can reach more than a few rows. An UPDATE of an
/// empty table writes nothing, but its plan shows what it would write.
/// </summary>
internal static class PostgresPlan
{
    // With these off, a look-up that an index can do is planned as one, however small the empty table looks.
    private const string PreferIndexes =
        "set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off; "
        + "set local enable_material = off";

    /// <summary>The writes that it plans; null when it has no plan: then it is a command, a block or a call.</summary>
    public static async Task<IReadOnlyList<RowWrite>?> WritesOfAsync(
        DbConnection connection, SqlText statement, PostgresSnapshot before, IReadOnlySet<long> known, CancellationToken ct)
    {
        await connection.ExecuteAsync("savepoint everlatch_plan", ct);
        try
        {
            await connection.ExecuteAsync(PreferIndexes, ct);
            var plans = await connection.QueryAsync(
                "explain (verbose, format json) " + statement.Sql, row => row.GetString(0), ct);
            using var json = JsonDocument.Parse(string.Concat(plans));
            return json.RootElement[0] is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("Plan", out var plan)
                ? [.. Writes(plan, before, known)]
                : null;
        }
        catch (DbException e) when (e is { SqlState: not null })
        {
            // Not something that can be explained, or wrong: running it tells.
            return null;
        }
        finally
        {
            await connection.ExecuteAsync("rollback to everlatch_plan; release everlatch_plan", ct);
        }
    }

    private static IEnumerable<RowWrite> Writes(JsonElement plan, PostgresSnapshot before, IReadOnlySet<long> known)
    {
        var shared = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var node in All(plan))
        {
            if (Text(node, "Subplan Name") is { } name && name.StartsWith("CTE ", StringComparison.Ordinal))
            {
                shared[name[4..]] = node;
            }
        }

        var rows = new PostgresRowBound(before, shared);
        return from node in All(plan)
               where Text(node, "Node Type") == "ModifyTable" && Text(node, "Relation Name") is not null
               let place = (Text(node, "Schema"), Text(node, "Relation Name"))
               let table = before.Relations.Values.FirstOrDefault(r => r.Place == place)
               select new RowWrite(
                   table?.Name ?? place.Item2!,
                   table is not null && known.Contains(table.Oid),
                   Enum.Parse<RowAct>(Text(node, "Operation")!),
                   PostgresRowBound.Children(node).All(rows.IsFew));
    }

    private static IEnumerable<JsonElement> All(JsonElement node)
    {
        yield return node;
        if (node.TryGetProperty("Plans", out var plans))
        {
            foreach (var below in plans.EnumerateArray().SelectMany(All))
            {
                yield return below;
            }
        }
    }

    private static string? Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) ? value.GetString() : null;
}
