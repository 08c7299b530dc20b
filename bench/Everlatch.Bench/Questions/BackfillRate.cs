using System.Diagnostics;
using System.Text.Json;
using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>
/// How fast ten million rows are moved, killed in the middle, and what people who sign in meanwhile feel of it.
/// </summary>
internal static class BackfillRate
{
    private const int Rows = 10_000_000;
    private const int KillAt = Rows / 3;
    private const int PerSecond = 5;

    // Two numbers of one release: the table, and what is to be moved in it.
    private const string Table =
        "create table parcels (id bigint primary key, weight_g bigint not null, weight_kg bigint, moved bigint);";

    // A row that two batches moved would count twice.
    private const string Move =
        """
        -- schema: table parcels
        -- schema: key id
        -- schema: batch 5000
        update parcels set weight_kg = weight_g / 1000, moved = coalesce(moved, 0) + 1 where id > @after and id <= @upto;
        """;

    private static readonly int Port = Ports.Free();
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public static async Task<Answer> AskAsync()
    {
        var answer = new Answer("what", "measured");
        if (Postgres.ConnectionString is not { } server)
        {
            return answer.Remark("Needs PostgreSQL: ask it through bench/run.");
        }

        using var folder = new ScratchFolder();
        var database = await Postgres.NewDatabaseAsync(server);
        await using var product = await Product.StartAsync(folder.Path, Port, database);
        using var next = new NextRelease(server);
        await next.AddAsync("parcels.expand", Table);
        await next.ApplyAsync(database);
        await Postgres.AskAsync(
            database, $"insert into parcels (id, weight_g) select n * 7, n from generate_series(1, {Rows}) n");
        await Postgres.AskAsync(database, "vacuum analyze parcels");
        await next.AddAsync("parcel_weights.backfill", Move);

        var load = new SignInLoad(Port, Product.UpFile(folder.Path), PerSecond);
        await load.DuringAsync(WarmUp, () => Task.CompletedTask);
        var (idle, _) = await load.DuringAsync(Watch, () => Task.CompletedTask);
        var run = new Run(0, 0, TimeSpan.Zero);
        var (busy, failed) = await load.DuringAsync(Watch, async () => run = await MoveAsync(next, database));
        var missed = await Postgres.AskAsync(database, "select count(*) from parcels where moved is null");
        var twice = await Postgres.AskAsync(database, "select count(*) from parcels where moved > 1");
        return answer.Row("rows moved", ((double)Rows).Whole())
            .Row("killed after", $"{((double)run.Killed).Whole()} rows; the next run began after {((double)run.Resumed).Whole()}")
            .Row("rows a second, with the kill and the restart", (Rows / run.Took.TotalSeconds).Whole())
            .Row("sign-in p99 before", idle.P99.Millis())
            .Row("sign-in p99 during", $"{busy.P99.Millis()}, {failed} of {busy.Count + failed} failed")
            .Goal("every row moved, none twice", $"{missed} missed, {twice} twice", (missed, twice) == (0, 0))
            .Goal("resumed at the last batch", $"{((double)run.Resumed).Whole()}", run.Resumed >= KillAt)
            .Remark($"{PerSecond} sign-ins a second; the sign-in p99 grows {(busy.P99 / idle.P99).Ratio()} ×.");
    }

    private static async Task<Run> MoveAsync(NextRelease next, string database)
    {
        var begin = Stopwatch.GetTimestamp();
        var (enough, killed, resumed) = (new TaskCompletionSource(), 0L, 0L);
        using (var first = next.BeginApply(database, line =>
        {
            if (WalkedIn(line) is { } walked && (killed = walked) >= KillAt)
            {
                enough.TrySetResult();
            }
        }))
        {
            await enough.Task;
            await first.KillAsync();
        }

        using var second = next.BeginApply(
            database, line => resumed = resumed == 0 && WalkedIn(line) is { } walked ? walked : resumed);
        return await second.EndAsync() == 0
            ? new Run(killed, resumed, Stopwatch.GetElapsedTime(begin))
            : throw new InvalidOperationException("The second run failed.");
    }

    // An event is a JSON object a line.
    private static long? WalkedIn(string line)
    {
        if (!line.Contains("\"batch\"", StringComparison.Ordinal))
        {
            return null;
        }

        using var batch = JsonDocument.Parse(line);
        return batch.RootElement.GetProperty("walked").GetInt64();
    }

    private sealed record Run(long Killed, long Resumed, TimeSpan Took);
}
