using System.Text.Json;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>Tells from a plan whether a part of it yields but a few rows however large the tables are.</summary>
/// <param name="snapshot">Knows the indexes.</param>
/// <param name="shared">Plans of the CTEs, by name.</param>
internal sealed class PostgresRowBound(PostgresSnapshot snapshot, IReadOnlyDictionary<string, JsonElement> shared)
{
    /// <summary>The nodes whose rows a node works on; not the sub-selects that only compute a value.</summary>
    public static IEnumerable<JsonElement> Children(JsonElement node) =>
        node.TryGetProperty("Plans", out var plans)
            ? plans.EnumerateArray().Where(below => Text(below, "Parent Relationship") is not ("InitPlan" or "SubPlan"))
            : [];

    /// <summary>Whether it yields but a few rows.</summary>
    public bool IsFew(JsonElement node) => Text(node, "Node Type") switch
    {
        "Limit" or "Tid Scan" => true,
        "Values Scan" or "Function Scan" or "Table Function Scan" or "WorkTable Scan" => true,
        "Aggregate" when Text(node, "Strategy") == "Plain" => true,
        "CTE Scan" => shared.TryGetValue(Text(node, "CTE Name") ?? "", out var plan) && IsFew(plan),
        "Seq Scan" or "Tid Range Scan" or "Sample Scan" or "Foreign Scan" or "Custom Scan" => false,
        "Index Scan" or "Index Only Scan" or "Bitmap Index Scan" => IsUniqueLookUp(node),
        "BitmapAnd" => Children(node).Any(IsFew),
        _ => Children(node).All(IsFew),
    };

    // The engine writes a condition as (id = 3), (users.id = x.id) or (id = ANY (…)), each in parentheses of its own.
    private bool IsUniqueLookUp(JsonElement node)
    {
        var condition = Text(node, "Index Cond") ?? "";
        var named =
            snapshot.Relations.Values.Where(index => index.IsIndex && index.Place.Name == Text(node, "Index Name")).ToList();
        // A plan tells no schema of an index: one of that name in another schema has to do as well.
        return named.Count > 0 && named.All(index => index.IsUnique
            && index.Keys.All(key => condition.Contains($"({key} = ", StringComparison.Ordinal)
                || condition.Contains($".{key} = ", StringComparison.Ordinal)));
    }

    private static string? Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) ? value.GetString() : null;
}
