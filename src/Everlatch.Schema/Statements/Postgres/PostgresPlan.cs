using System.Text.Json;

namespace Everlatch.Schema.Statements.Postgres;

/// <summary>Finds in a plan the tables whose rows a statement changes.</summary>
internal static class PostgresPlan
{
    /// <summary>Its changes.</summary>
    /// <param name="json">What <c>explain (format json)</c> answers.</param>
    public static IReadOnlyList<Change> ChangesOf(string json)
    {
        using var plans = JsonDocument.Parse(json);
        var changes = new List<Change>();
        foreach (var plan in plans.RootElement.EnumerateArray())
        {
            // A utility statement has none.
            if (plan.TryGetProperty("Plan", out var root))
            {
                Add(root, changes);
            }
        }

        return changes;
    }

    private static void Add(JsonElement node, List<Change> changes)
    {
        if (node.GetProperty("Node Type").GetString() == "ModifyTable")
        {
            var operation = node.GetProperty("Operation").GetString()!;
            var onConflict = node.TryGetProperty("Conflict Resolution", out var resolution) && resolution.GetString() == "UPDATE";
            changes.Add(new Change(node.GetProperty("Relation Name").GetString()!, operation, onConflict));
        }

        if (node.TryGetProperty("Plans", out var below))
        {
            foreach (var child in below.EnumerateArray())
            {
                Add(child, changes);
            }
        }
    }

    /// <summary>Rows of a table that are changed.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="Operation">Insert, Update, Delete or Merge, which may be any of them.</param>
    /// <param name="OnConflict">Whether an insert updates the row that is there.</param>
    internal sealed record Change(string Table, string Operation, bool OnConflict)
    {
        /// <summary>Whether it is a MERGE, of which a function's dependencies do not tell what it writes.</summary>
        public bool Merges => Operation == "Merge";

        /// <summary>Whether rows come.</summary>
        public bool Inserts => Operation is "Insert" or "Merge";

        /// <summary>Whether rows that are there change.</summary>
        public bool Updates => OnConflict || Operation is "Update" or "Merge";

        /// <summary>Whether rows go.</summary>
        public bool Deletes => Operation is "Delete" or "Merge";
    }
}
