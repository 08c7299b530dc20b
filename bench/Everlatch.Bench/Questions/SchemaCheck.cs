using System.Diagnostics;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;
using Everlatch.Schema.Gate;
using Everlatch.Schema.Runner;
using Everlatch.Storage;

namespace Everlatch.Bench.Questions;

/// <summary>What a look of the gate at our own schema costs: connecting, reading the catalog, the verdict.</summary>
internal static class SchemaCheck
{
    private const int Looks = 100;
    private const double Goal = 50;

    public static async Task<Answer> AskAsync()
    {
        var answer = new Answer("engine", "median", "slowest of a hundred");
        using var folder = new ScratchFolder();
        await LookAsync(answer, "SQLite", new StorageOptions { SqliteFile = Path.Combine(folder.Path, "bench.db") });
        if (Postgres.ConnectionString is { } server)
        {
            await LookAsync(answer, "PostgreSQL", new StorageOptions { Postgres = await Postgres.NewDatabaseAsync(server) });
        }

        return answer;
    }

    private static async Task LookAsync(Answer answer, string name, StorageOptions options)
    {
        var database = StorageSchema.DatabaseOf(options);
        var contract = StorageSchema.Source.ContractOf(database.Engine);
        await new ApplyMigrations(StorageSchema.Source, database, new ApplyOptions(), TimeProvider.System, QuietProgress.Instance)
            .RunAsync(CancellationToken.None);
        await CheckSchema.RunAsync(contract, database, CancellationToken.None);
        var times = new List<double>();
        for (var look = 0; look < Looks; look++)
        {
            var begin = Stopwatch.GetTimestamp();
            var verdict = await CheckSchema.RunAsync(contract, database, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            Trace.Assert(verdict.IsFit, "The schema that was just applied does not fit.");
        }

        answer.Row(name, times.Median().Millis(), times.Max().Millis())
            .Goal($"{name}: a look ≤ 50 ms", times.Median().Millis(), times.Median() <= Goal);
    }
}
