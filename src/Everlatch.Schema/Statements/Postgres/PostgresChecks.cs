using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Statements.Postgres;

/// <summary>Tries checks and types out on a temporary table.</summary>
internal static class PostgresChecks
{
    private const string CheckViolation = "23514";
    private const string NoCast = "42804";

    /// <summary>Whether a row of the defaults alone passes.</summary>
    public static Task<bool> SatisfyByDefaultAsync(
        DbConnection session, CatalogConstraint check, IReadOnlyList<CatalogColumn> columns, CancellationToken ct) =>
        UndoneAsync(session, async () =>
        {
            await session.ExecuteAsync(Table(columns, check.Definition), ct);
            try
            {
                await session.ExecuteAsync("insert into everlatch_check default values", ct);
                return true;
            }
            catch (DbException e) when (e.SqlState == CheckViolation)
            {
                return false;
            }
        });

    /// <summary>
    /// Whether the planner finds no row to look for that passes the first and fails the second: then it scans nothing.
    /// </summary>
    public static Task<bool> ImpliesAsync(
        DbConnection session, CatalogConstraint before, CatalogConstraint after, IReadOnlyList<CatalogColumn> columns,
        CancellationToken ct) =>
        UndoneAsync(session, async () =>
        {
            await session.ExecuteAsync(Table(columns, before.Definition), ct);
            await session.ExecuteAsync("set local constraint_exclusion = on", ct);
            var plan = await session.QueryAsync(
                $"explain (format json) select from everlatch_check where not ({Condition(after.Definition)})",
                r => r.GetString(0), ct);
            return !string.Concat(plan).Contains("Scan", StringComparison.Ordinal);
        });

    /// <summary>
    /// Whether the server keeps a table's file when a column changes its type: then it knows that each value stays what it is.
    /// </summary>
    public static Task<bool> WidensAsync(DbConnection session, string before, string after, CancellationToken ct) =>
        UndoneAsync(session, async () =>
        {
            await session.ExecuteAsync($"create temporary table everlatch_check (value {before})", ct);
            var file = await FileAsync();
            try
            {
                await session.ExecuteAsync($"alter table everlatch_check alter value type {after}", ct);
                return file == await FileAsync();
            }
            catch (DbException e) when (e.SqlState == NoCast)
            {
                return false;
            }

            async Task<string> FileAsync() => (await session.QueryAsync(
                "select pg_relation_filepath('everlatch_check'::regclass)", r => r.GetString(0), ct)).Single();
        });

    private static string Table(IReadOnlyList<CatalogColumn> columns, string check)
    {
        var made =
            columns.Select(c => $"{RunnerEngine.Quote(c.Name)} {c.Type}{(c.Default is null ? "" : $" default {c.Default}")}");
        return $"create temporary table everlatch_check ({string.Join(", ", made.Append(WithoutOptions(check)))})";
    }

    // CHECK ((a > 0)) NOT VALID: the engine writes the condition in parentheses of its own, and its words after it.
    private static string Condition(string check) => WithoutOptions(check)["CHECK ".Length..];

    private static string WithoutOptions(string check) => check[..(check.LastIndexOf(')') + 1)];

    private static async Task<bool> UndoneAsync(DbConnection session, Func<Task<bool>> act)
    {
        await session.ExecuteAsync("begin", CancellationToken.None);
        try
        {
            return await act();
        }
        finally
        {
            await session.ExecuteAsync("rollback", CancellationToken.None);
        }
    }
}
