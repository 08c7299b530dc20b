using System.Diagnostics;
using System.Globalization;
using System.Net;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>
/// The incident: the next release meets a schema whose migration did not run. How soon it takes traffic once the migration has.
/// </summary>
internal static class ReadyAgain
{
    private const int Trials = 7;
    private const double Goal = 2;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<Answer> AskAsync()
    {
        var answer = new Answer("what", "measured");
        if (Postgres.ConnectionString is not { } server)
        {
            return answer.Remark("Needs PostgreSQL: ask it through bench/run.");
        }

        using var next = new NextRelease(server);
        await next.AddAsync("nickname.expand", "alter table users add column nickname text;");
        var seconds = new List<double>();
        for (var trial = 0; trial < Trials; trial++)
        {
            seconds.Add(await TryAsync(next, server, trial));
        }

        var each = string.Join(", ", seconds.Select(s => s.ToString("0.00", CultureInfo.InvariantCulture)));
        return answer
            .Row($"from the step's commit to /health/ready, median of {Trials}", $"{seconds.Median().Ratio()} s")
            .Row("slowest", $"{seconds.Max().Ratio()} s")
            .Goal("ready ≤ 2 s after the schema fits, without a restart", $"{seconds.Max().Ratio()} s", seconds.Max() <= Goal)
            .Remark($"Each trial, in seconds: {each}. The server looks every second while it waits.");
    }

    private static async Task<double> TryAsync(NextRelease next, string postgres, int trial)
    {
        var database = await Postgres.NewDatabaseAsync(postgres);
        await Product.ApplyAsync(Product.Cli, database);
        using var folder = new ScratchFolder();
        var port = Ports.Free();
        await using var server = ChildServer.Begin(
            "dotnet",
            new Dictionary<string, string> { ["EVERLATCH__STORAGE__SCHEMAFOLDER"] = next.Folder },
            Product.Cli, "up", "--data", folder.Path, "--port", $"{port}", "--no-demo", "--postgres", database);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await UntilAsync(http, HttpStatusCode.ServiceUnavailable);

        // Trials begin at other moments between two looks.
        await Task.Delay(TimeSpan.FromMilliseconds(150 * trial), TimeProvider.System);
        var done = 0L;
        using var apply = next.BeginApply(database, line =>
            done = line.Contains("step_done", StringComparison.Ordinal) ? Stopwatch.GetTimestamp() : done);
        var ready = UntilAsync(http, HttpStatusCode.OK);
        var code = await apply.EndAsync();
        var open = await ready;
        return code == 0 && done > 0
            ? Math.Max(Stopwatch.GetElapsedTime(done, open).TotalSeconds, 0)
            : throw new InvalidOperationException($"schema apply exited {code}.");
    }

    // When the server first answered so.
    private static async Task<long> UntilAsync(HttpClient http, HttpStatusCode status)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token);
                if (answer.StatusCode == status)
                {
                    return Stopwatch.GetTimestamp();
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(Look, TimeProvider.System, patience.Token);
        }
    }
}
