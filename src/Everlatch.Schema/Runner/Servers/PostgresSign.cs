using System.Data.Common;

namespace Everlatch.Schema.Runner.Servers;

/// <summary>A session that is held open for its name, which everybody may read who may connect.</summary>
internal sealed class PostgresSign : IShownSign
{
    private readonly DbConnection session;

    private PostgresSign(DbConnection session) => this.session = session;

    /// <summary>Shows one; null on a standby, whose sessions no runner on the primary sees.</summary>
    /// <exception cref="DbException">The database does not answer, or has no session to spare.</exception>
    public static async Task<IShownSign?> ShowAsync(SchemaDatabase database, ServerSign sign, CancellationToken ct)
    {
        var session = await database.With(new KeyValuePair<string, string>("Pooling", "false")).OpenAsync(ct);
        try
        {
            if (await session.AskAsync<bool>("select pg_catalog.pg_is_in_recovery()", [], ct))
            {
                await session.DisposeAsync();
                return null;
            }

            await session.AskAsync<string>(
                "select pg_catalog.set_config('application_name', @name, false)", [("name", sign.ToString())], ct);
            return new PostgresSign(session);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// All that are shown in this database, as they are now: a transaction would go on seeing those of its beginning.
    /// </summary>
    public static async Task<IReadOnlyList<ServerSign>> FindAsync(DbConnection connection, CancellationToken ct)
    {
        await connection.SendAsync("select pg_catalog.pg_stat_clear_snapshot()", ct);
        var names = await connection.ListAsync(
            """
            select application_name from pg_catalog.pg_stat_activity
            where datname = current_database() and application_name like @beginning order by application_name
            """,
            [("beginning", ServerSign.Word + " %")],
            row => row.GetString(0),
            ct);
        return [.. names.Select(ServerSign.Parse).OfType<ServerSign>()];
    }

    public async Task<bool> IsSeenAsync(CancellationToken ct)
    {
        try
        {
            return await session.AskAsync<int>("select 1", [], ct) == 1;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
