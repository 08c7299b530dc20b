using Everlatch.Storage;

namespace Everlatch.Cli.Moves;

/// <summary>
/// Lets nobody write an environment's rows: triggers of the database itself, so that it holds for a server that knows nothing of
/// the move. What is refused is told to callers as a fault of the store, which changed nothing.
/// </summary>
internal sealed class Fence(MoveSide side, MovedTables tables, TimeProvider clock)
{
    private const int Tries = 20;
    private const string Postgres = "postgres";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly Statement Pass = Statement
        .Read("move.pass", "select set_config('everlatch.moving', @environment, true)")
        .On(Postgres)
        .AcrossEnvironments("a transaction's own setting");

    private static readonly Statement Wait = Statement
        .Read("move.wait", "select set_config('lock_timeout', '500ms', true)")
        .On(Postgres)
        .AcrossEnvironments("a transaction's own setting");

    private static readonly Statement SetOnPostgres = Statement
        .Read("move.is_set_on_postgres", "select count(*) from pg_trigger where tgname like @names")
        .On(Postgres)
        .AcrossEnvironments("the names say which environment's triggers they are");

    private static readonly Statement SetOnSqlite = Statement
        .Read("move.is_set_on_sqlite", "select count(*) from sqlite_schema where type = 'trigger' and name like @names")
        .On("sqlite")
        .AcrossEnvironments("the names say which environment's triggers they are");

    // SQLSTATE 25006, as of a transaction that may only read. Whoever clears the rows afterwards says so in its transaction.
    private const string MakeFunction =
        """
        create or replace function everlatch_moving() returns trigger language plpgsql as $$
        declare
            found_in text;
        begin
            if tg_op = 'DELETE' then
                found_in := to_jsonb(old) ->> tg_argv[1];
            else
                found_in := to_jsonb(new) ->> tg_argv[1];
            end if;
            if found_in = tg_argv[0] and current_setting('everlatch.moving', true) is distinct from tg_argv[0] then
                raise exception 'environment % is on its way to another region', tg_argv[0] using errcode = '25006';
            end if;
            if tg_op = 'DELETE' then
                return old;
            end if;
            return new;
        end $$
        """;

    // While another environment moves it is still needed.
    private const string DropFunction =
        """
        do $$ begin
            drop function if exists everlatch_moving();
        exception when dependent_objects_still_exist then null;
        end $$
        """;

    private static readonly string[] Acts = ["insert", "update", "delete"];

    private bool IsPostgres => side.Database.Dialect.Name == Postgres;

    private string Environment => side.Environment.Value;

    /// <summary>
    /// Sets it. A long transaction of somebody else is waited for in short turns, so that nobody queues behind this.
    /// </summary>
    /// <exception cref="StoreFaultException">The tables could not be had in time.</exception>
    public async Task SetAsync(CancellationToken ct)
    {
        if (IsPostgres)
        {
            await RunAsync(MakeFunction, ct);
        }

        foreach (var table in tables.Own)
        {
            foreach (var sql in Triggers(table))
            {
                await RunAsync(sql, ct);
            }
        }
    }

    /// <summary>Takes it away, when it is there or a part of it.</summary>
    public async Task LiftAsync(CancellationToken ct)
    {
        var set = IsPostgres ? SetOnPostgres : SetOnSqlite;
        if (await side.Database.FindAsync<long>(set, new { names = $"{StorageSchema.MovingTriggers}{Short}%" }, ct) == 0)
        {
            return;
        }

        foreach (var table in tables.Own)
        {
            foreach (var name in Names(table))
            {
                await RunAsync($"drop trigger if exists {name}" + (IsPostgres ? $" on {table.Name}" : ""), ct);
            }
        }

        if (IsPostgres)
        {
            await RunAsync(DropFunction, ct);
        }
    }

    /// <summary>Lets one transaction through it.</summary>
    public async Task PassAsync(ITransaction transaction, CancellationToken ct)
    {
        if (IsPostgres)
        {
            await transaction.FindAsync<string>(Pass, new { environment = Environment }, ct);
            return;
        }

        // The only writer there is by now: nothing comes between this and the commit.
        foreach (var table in tables.Own)
        {
            foreach (var name in Names(table))
            {
                await transaction.ExecuteAsync(Change($"drop trigger if exists {name}"), null, ct);
            }
        }
    }

    /// <summary>Sets it again where <see cref="PassAsync" /> had to take it away.</summary>
    public async Task AgainAsync(ITransaction transaction, CancellationToken ct)
    {
        if (!IsPostgres)
        {
            foreach (var sql in tables.Own.SelectMany(Triggers))
            {
                await transaction.ExecuteAsync(Change(sql), null, ct);
            }
        }
    }

    private IEnumerable<string> Triggers(MovedTable table)
    {
        var column = table.Name == MovedTables.Environments ? "id" : "environment_id";
        if (IsPostgres)
        {
            return
            [
                $"""
                create or replace trigger {Name(table, "")} before insert or update or delete on {table.Name}
                for each row execute function everlatch_moving('{Environment}', '{column}')
                """,
            ];
        }

        return Acts.Select(act =>
            $"""
            create trigger if not exists {Name(table, act)} before {act} on {table.Name}
            when {(act == "delete" ? "old" : "new")}.{column} = '{Environment}'
            begin select raise(abort, 'the environment is on its way to another region'); end
            """);
    }

    private IEnumerable<string> Names(MovedTable table) =>
        IsPostgres ? [Name(table, "")] : Acts.Select(act => Name(table, act));

    private string Name(MovedTable table, string act) => $"{StorageSchema.MovingTriggers}{Short}_{table.Name}_{act}".TrimEnd('_');

    // Triggers bear the names of the contract's tables.
    private static Statement Change(string sql) => Statement.Write("move.fence", sql);

    // Names have at most 63 bytes.
    private string Short => Environment[^8..];

    private async Task RunAsync(string sql, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await side.Database.BeginAsync(ct);
                if (IsPostgres)
                {
                    await transaction.FindAsync<string>(Wait, null, ct);
                }

                await transaction.ExecuteAsync(Change(sql), null, ct);
                await transaction.CommitAsync(ct);
                return;
            }
            catch (StoreFaultException) when (attempt < Tries)
            {
                await Task.Delay(Pause, clock, ct);
            }
        }
    }
}
