using System.Data.Common;
using System.Security.Cryptography;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Statements.Postgres;

/// <summary>
/// A role with every right on every column, one of which can be taken away: the statements that are refused then are those that
/// use it. It exists in a transaction alone.
/// </summary>
internal sealed class PostgresRights(DbConnection session, string role)
{
    private const string InsufficientPrivilege = "42501";

    /// <summary>Makes the role, in the transaction that the session is in.</summary>
    public static async Task<PostgresRights> GrantAsync(DbConnection session, CancellationToken ct)
    {
        var rights =
            new PostgresRights(session, $"everlatch_prober_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        await rights.GrantAsync(ct);
        return rights;
    }

    /// <summary>The statement that takes one right away.</summary>
    public string Without(string right, string table, string column) =>
        $"revoke {right} ({RunnerEngine.Quote(column)}) on {RunnerEngine.Quote(table)} from {role};";

    /// <summary>Whether a statement is refused after a change of the rights, which is undone.</summary>
    public async Task<bool> RefusedAsync(string change, string statement, CancellationToken ct)
    {
        await session.ExecuteAsync($"savepoint rights; {change} set local role {role}", ct);
        try
        {
            await session.ExecuteAsync(statement, ct);
            return false;
        }
        catch (DbException e) when (e.SqlState == InsufficientPrivilege)
        {
            return true;
        }
        finally
        {
            await session.ExecuteAsync("rollback to rights; release rights", CancellationToken.None);
        }
    }

    /// <summary>Every column of a table.</summary>
    public Task<List<string>> ColumnsOfAsync(string table, CancellationToken ct) => session.QueryAsync(
        $"""
        select attname::text from pg_catalog.pg_attribute
        where attrelid = '{RunnerEngine.Quote(table).Replace("'", "''", StringComparison.Ordinal)}'::regclass
            and attnum > 0 and not attisdropped
        """,
        r => r.GetString(0),
        ct);

    private async Task GrantAsync(CancellationToken ct)
    {
        await session.ExecuteAsync($"create role {role}", ct);
        await session.ExecuteAsync(
            $"do $$ begin execute format('grant usage on schema %I to {role}', current_schema()); end $$", ct);
        foreach (var (table, columns) in await ColumnsAsync(ct))
        {
            // By columns: a right on the table would outweigh that one of them is missing.
            await session.ExecuteAsync(
                $"grant select ({columns}), insert ({columns}), update ({columns}), delete on {table} to {role}", ct);
        }
    }

    private Task<List<(string Table, string Columns)>> ColumnsAsync(CancellationToken ct) => session.QueryAsync(
        """
        select c.oid::regclass::text, string_agg(quote_ident(a.attname), ', ')
        from pg_catalog.pg_class c
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
        group by c.oid
        """,
        r => (r.GetString(0), r.GetString(1)),
        ct);
}
