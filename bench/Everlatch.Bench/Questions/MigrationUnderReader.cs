using System.Diagnostics;
using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;
using Npgsql;

namespace Everlatch.Bench.Questions;

/// <summary>
/// How long people wait while a table that every sign-in reads is altered and somebody else reads it for half a minute: with
/// <c>everlatch schema apply</c>, and with the statement as it stands.
/// </summary>
internal static class MigrationUnderReader
{
    private const int PerSecond = 8;
    private const double Goal = 2;
    private static readonly int Port = Ports.Free();
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan BeforeMigration = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public static async Task<Answer> AskAsync()
    {
        var answer = new Answer("while a reader holds users for 30 s", "sign-ins", "failed", "median", "p99", "migration took");
        if (Postgres.ConnectionString is not { } server)
        {
            return answer.Remark("Needs PostgreSQL: ask it through bench/run.");
        }

        using var folder = new ScratchFolder();
        var database = await Postgres.NewDatabaseAsync(server);
        await using var product = await Product.StartAsync(folder.Path, Port, database);
        using var next = new NextRelease(server);
        await next.AddAsync("nickname.expand", "alter table users add column nickname text;");
        var load = new SignInLoad(Port, Product.UpFile(folder.Path), PerSecond);
        await load.DuringAsync(WarmUp, () => Task.CompletedTask);

        var none = await WatchAsync(load, database, () => Task.CompletedTask);
        var ours = await WatchAsync(load, database, () => next.ApplyAsync(database));
        var naive =
            await WatchAsync(load, database, () => Postgres.AskAsync(database, "alter table users add column naive text"));
        return answer
            .Row(Row("no migration", none))
            .Row(Row("everlatch schema apply", ours))
            .Row(Row("ALTER TABLE as it stands", naive))
            .Goal(
                "sign-in p99 ≤ 2 × its p99 without the migration, and none fails",
                $"{(ours.Load.P99 / none.Load.P99).Ratio()} ×, {ours.Failed} failed",
                ours.Load.P99 <= Goal * none.Load.P99 && ours.Failed == 0)
            .Remark($"{PerSecond} sign-ins a second, each counted from opening the page; failed ones are not in the percentiles.")
            .Remark("The statement as it stands queues behind the reader, and everybody else behind the statement.");
    }

    private static async Task<Watched> WatchAsync(SignInLoad load, string database, Func<Task> migrate)
    {
        var took = TimeSpan.Zero;
        var (result, failed) = await load.DuringAsync(Watch, async () =>
        {
            var reading = ReadAsync(database);
            await Task.Delay(BeforeMigration, TimeProvider.System);
            var begin = Stopwatch.GetTimestamp();
            await migrate();
            took = Stopwatch.GetElapsedTime(begin);
            await reading;
        });
        return new Watched(result, failed, took);
    }

    private static async Task ReadAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var read = new NpgsqlCommand("select count(*) from users", connection))
        {
            await read.ExecuteScalarAsync();
        }

        await Task.Delay(Reading, TimeProvider.System);
        await transaction.CommitAsync();
    }

    private static string[] Row(string what, Watched watched) =>
    [
        what,
        ((double)(watched.Load.Count + watched.Failed)).Whole(),
        ((double)watched.Failed).Whole(),
        watched.Load.Latencies.Median().Millis(),
        watched.Load.P99.Millis(),
        watched.Took < TimeSpan.FromSeconds(0.1) ? "" : $"{watched.Took.TotalSeconds:0.0} s",
    ];

    private sealed record Watched(LoadResult Load, int Failed, TimeSpan Took);
}
