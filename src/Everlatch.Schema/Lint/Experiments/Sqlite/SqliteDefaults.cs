using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Experiments.Sqlite;

/// <summary>Asks the engine whether a row that names no column passes a new check.</summary>
internal static class SqliteDefaults
{
    /// <summary>Keys of the new checks that such a row passes.</summary>
    public static async Task<IReadOnlySet<string>> PassedAsync(
        DbConnection connection, IReadOnlyList<CatalogChange> changes, Catalog now, CancellationToken ct)
    {
        var passed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var check in changes.OfType<CatalogChange.Added>().Select(change => change.Subject).OfType<CatalogConstraint>())
        {
            if (check.Promise == ConstraintKind.Check && await PassesAsync(connection, check, now, ct))
            {
                passed.Add(check.Key);
            }
        }

        return passed;
    }

    private static async Task<bool> PassesAsync(
        DbConnection connection, CatalogConstraint check, Catalog now, CancellationToken ct)
    {
        var columns = now.OfTable(check.TableName).OfType<CatalogColumn>()
            .Select(column => $"{column.Default ?? "null"} as \"{column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        var expression = check.Definition[check.Definition.IndexOf('(', StringComparison.Ordinal)..];
        try
        {
            return (await connection.QueryAsync(
                $"select coalesce({expression}, 1) <> 0 from (select {string.Join(", ", columns)})", row =>
                    row.GetBoolean(0), ct))[0];
        }
        catch (DbException)
        {
            return false;
        }
    }
}
