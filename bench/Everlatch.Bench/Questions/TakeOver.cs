using System.Diagnostics;
using System.Globalization;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>How soon a waiting runner goes on when the one that holds the lock is killed in the middle of a statement.</summary>
internal static class TakeOver
{
    private const int Trials = 5;
    private const double Goal = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<Answer> AskAsync()
    {
        var answer = new Answer("what", "measured");
        if (Postgres.ConnectionString is not { } server)
        {
            return answer.Remark("Needs PostgreSQL: ask it through bench/run.");
        }

        using var next = new NextRelease(server);
        await next.AddAsync("slow.expand", "select pg_sleep(15);");
        var seconds = new List<double>();
        for (var trial = 0; trial < Trials; trial++)
        {
            seconds.Add(await TryAsync(next, await Postgres.NewDatabaseAsync(server)));
        }

        var each = string.Join(", ", seconds.Select(s => s.ToString("0.00", CultureInfo.InvariantCulture)));
        return answer.Row($"from the kill to the next runner's step, slowest of {Trials}", $"{seconds.Max().Ratio()} s")
            .Goal("the other takes over ≤ 2 s later", $"{seconds.Max().Ratio()} s", seconds.Max() <= Goal)
            .Remark($"Each trial, in seconds: {each}. "
                + "The killed one was inside a statement of 15 s, which its server session goes on with.");
    }

    private static async Task<double> TryAsync(NextRelease next, string database)
    {
        var (begun, waits, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        using var first = next.BeginApply(database, line => Set(begun, line, "step_begun", "slow.expand"));
        await begun.Task.WaitAsync(Patience, TimeProvider.System);
        using var second = next.BeginApply(database, line =>
        {
            Set(waits, line, "waiting", "");
            Set(goesOn, line, "step_begun", "slow.expand");
        });
        await waits.Task.WaitAsync(Patience, TimeProvider.System);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        await first.KillAsync();
        var begin = Stopwatch.GetTimestamp();
        await goesOn.Task.WaitAsync(Patience, TimeProvider.System);
        var took = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        await second.KillAsync();
        return took;
    }

    private static void Set(TaskCompletionSource source, string line, string word, string step)
    {
        if (line.Contains(word, StringComparison.Ordinal) && line.Contains(step, StringComparison.Ordinal))
        {
            source.TrySetResult();
        }
    }
}
