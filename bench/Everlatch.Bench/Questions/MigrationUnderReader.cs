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

    // A window has some 300 sign-ins, so that its p99 is made by three of them: what else the machine does meanwhile decides it.
    // Windows with and without take turns, and the middle one of the pairs counts: both of a pair meet the same machine.
    private const int Windows = 3;

    // Nobody calls that quick. A statement that waits for the reader keeps people for seconds.
    private const double SlowMilliseconds = 1_000;

    private static readonly int Port = Ports.Free();
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan BeforeMigration = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public static async Task<Answer> AskAsync()
    {
        var answer = new Answer(
            "while a reader holds users for 30 s", "sign-ins", "failed", "slower than 1 s", "median", "p99", "migration took");
        if (Postgres.ConnectionString is not { } server)
        {
            return answer.Remark("Needs PostgreSQL: ask it through bench/run.");
        }

        using var folder = new ScratchFolder();
        var database = await Postgres.NewDatabaseAsync(server);
        await using var product = await Product.StartAsync(folder.Path, Port, database);
        using var next = new NextRelease(server);
        var load = new SignInLoad(Port, Product.UpFile(folder.Path), PerSecond);
        await load.DuringAsync(WarmUp, () => Task.CompletedTask);

        var (none, ours) = (new List<Watched>(), new List<Watched>());
        for (var window = 0; window < Windows; window++)
        {
            none.Add(await WatchAsync(load, database, () => Task.CompletedTask));
            await next.AddAsync($"nickname_{window}.expand", $"alter table users add column nickname_{window} text;");
            ours.Add(await WatchAsync(load, database, () => next.ApplyAsync(database)));
        }

        var naive =
            await WatchAsync(load, database, () => Postgres.AskAsync(database, "alter table users add column naive text"));
        var p99 = ours.Zip(none, (with, without) => with.Load.P99 / without.Load.P99).Median();
        var failed = ours.Sum(watched => watched.Failed);
        return answer
            .Row(Row("no migration", none))
            .Row(Row("everlatch schema apply", ours))
            .Row(Row("ALTER TABLE as it stands", [naive]))
            .Goal(
                "sign-in p99 ≤ 2 × its p99 without the migration, and none fails",
                $"{p99.Ratio()} × (median of {Windows} pairs), {failed} failed",
                p99 <= Goal && failed == 0)
            .Remark($"Medians of {Windows} windows of {Watch.TotalSeconds:0} s each, with and without in turn; one of the last.")
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

    private static string[] Row(string what, IReadOnlyList<Watched> windows) =>
    [
        what,
        ((double)windows.Sum(watched => watched.Load.Count + watched.Failed)).Whole(),
        ((double)windows.Sum(watched => watched.Failed)).Whole(),
        ((double)windows.Sum(watched => watched.Load.Latencies.Count(took => took > SlowMilliseconds))).Whole(),
        windows.Select(watched => watched.Load.Latencies.Median()).Median().Millis(),
        P99(windows).Millis(),
        windows.All(watched => watched.Took < TimeSpan.FromSeconds(0.1))
            ? ""
            : $"{windows.Select(watched => watched.Took.TotalSeconds).Median():0.0} s",
    ];

    private static double P99(IEnumerable<Watched> windows) => windows.Select(watched => watched.Load.P99).Median();

    private sealed record Watched(LoadResult Load, int Failed, TimeSpan Took);
}
