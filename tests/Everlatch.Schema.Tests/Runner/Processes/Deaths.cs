using System.Runtime.CompilerServices;
using Everlatch.Schema.Runner;
using Everlatch.Testing.Migrator;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Everlatch.Schema.Tests.Runner.Processes;

/// <summary>
/// What runners leave behind that die between two statements, without a process for each: starting one takes longer than the run.
/// Processes that are really killed are tried beside this.
/// </summary>
internal static class Deaths
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>
    /// On PostgreSQL a death is the end of the session: it is cut after the nth answer, and the runner hears of nothing any more.
    /// </summary>
    /// <param name="start">Copied for each run.</param>
    /// <param name="source">The build.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="at">At which statements, from 1; all without a word.</param>
    public static async IAsyncEnumerable<SchemaDatabase> OnPostgresAsync(
        SchemaDatabase start, SchemaSource source, ApplyOptions options, IReadOnlyCollection<int>? at = null)
    {
        for (var last = 1; last <= (at?.Max() ?? int.MaxValue); last++)
        {
            if (at?.Contains(last) == false)
            {
                continue;
            }

            var database = await OnPostgres.CopyAsync(start, Ct);
            if (!await DiesAsync(database, source, options, last))
            {
                await OnPostgres.DropAsync(database);
                yield break;
            }

            yield return database;
        }
    }

    /// <summary>On SQLite it is the files as they are after the nth answer: one run leaves them all.</summary>
    public static async IAsyncEnumerable<SchemaDatabase> OnSqliteAsync(
        SchemaDatabase start, SchemaSource source, ApplyOptions options, IReadOnlyCollection<int>? at = null)
    {
        var database = await OnSqlite.CopyAsync(start, Ct);
        var left = new List<SchemaDatabase>();
        var driver = new CountingDriver(SqliteFactory.Instance, async count =>
        {
            if (at?.Contains(count) != false)
            {
                left.Add(await OnSqlite.CopyAsync(database, Ct));
            }
        });
        await RunAsync(new SchemaDatabase(SchemaEngine.Sqlite, driver, database.ConnectionString), source, options);
        await OnSqlite.DropAsync(database);

        // After the last statement nothing is left to be done.
        foreach (var dead in left)
        {
            yield return dead;
        }
    }

    // False when it came to its end before.
    private static async Task<bool> DiesAsync(SchemaDatabase database, SchemaSource source, ApplyOptions options, int last)
    {
        var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var driver = new CountingDriver(NpgsqlFactory.Instance, async count =>
        {
            if (count >= last)
            {
                dead.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
            }
        });
        var run = RunAsync(new SchemaDatabase(SchemaEngine.Postgres, driver, database.ConnectionString), source, options);
        if (await Task.WhenAny(run, dead.Task) == run)
        {
            await run;
            return false;
        }

        // The server takes back what was not committed, as when the process is gone.
        await using var session = await OnPostgres.Server.OpenAsync(Ct);
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        while ((await session.QueryAsync(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'", _ => true, Ct)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Ct);
        }

        return true;
    }

    private static async Task RunAsync(SchemaDatabase database, SchemaSource source, ApplyOptions options)
    {
        var outcome = await new ApplyMigrations(source, database, options, TimeProvider.System, new Heard()).RunAsync(Ct);
        Assert.True(outcome.ExitCode == 0, (outcome as ApplyOutcome.Failed)?.Fault.Summary);
    }
}
