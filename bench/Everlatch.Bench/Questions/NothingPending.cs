using System.Diagnostics;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>What a deploy pays for <c>everlatch schema apply</c> when there is nothing to do: the whole process.</summary>
internal static class NothingPending
{
    private const int Times = 15;
    private const double Goal = 150;

    public static async Task<Answer> AskAsync()
    {
        var answer = new Answer("process", "median", "slowest");
        if (Postgres.ConnectionString is not { } server)
        {
            return answer.Remark("Needs PostgreSQL: ask it through bench/run.");
        }

        // What is installed, and a deploy runs.
        var program = Path.Combine(Checkout.Root, "artifacts", "release", "everlatch");
        if (!File.Exists(program))
        {
            return answer.Remark("Needs the installed build: ask it through bench/run.");
        }

        var database = await Postgres.NewDatabaseAsync(server);
        await RunAsync(program, "schema", "apply", "--database", database);
        var before = await WritesAsync(database);
        var (nothing, bare) = (new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            nothing.Add(await RunAsync(program, "schema", "apply", "--database", database));
            bare.Add(await RunAsync(program, "--version"));
        }

        var written = await WritesAsync(database) - before;
        return answer.Row("everlatch schema apply, nothing pending", nothing.Median().Millis(), nothing.Max().Millis())
            .Row("everlatch --version", bare.Median().Millis(), bare.Max().Millis())
            .Goal(
                "nothing pending: ≤ 150 ms after the process has started",
                (nothing.Median() - bare.Median()).Millis(),
                nothing.Median() - bare.Median() <= Goal)
            .Goal("and it writes nothing", $"{written} transaction ids used", written == 0);
    }

    private static async Task<double> RunAsync(string program, params string[] arguments)
    {
        var begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, Environment = { ["DOTNET_TieredPGO"] = "0" },
        })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(begin).TotalMilliseconds
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} exited {process.ExitCode}.");
    }

    // A transaction gets an id with its first write.
    private static Task<long> WritesAsync(string database) =>
        Postgres.AskAsync(database, "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
}
