using System.Diagnostics;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;
using Npgsql;

namespace Everlatch.Bench.Questions;

/// <summary>What happens when several servers start at once and each wants to migrate: EF Core's Migrate(), and ours.</summary>
internal static class RacingMigrators
{
    private const int Trials = 10;
    private static readonly string[] Tables = ["first", "second", "third", "fourth"];

    /// <summary>How one trial ended.</summary>
    private sealed record Race(int Crashed, bool Complete, string Said);

    public static async Task<Answer> AskAsync()
    {
        var answer = new Answer(
            "migrators at once, 4 pending",
            "runner",
            "migrators that crashed",
            "trials with a crash",
            "trials with the whole schema");
        if (Postgres.ConnectionString is not { } server)
        {
            return answer.Remark("Needs PostgreSQL: ask it through bench/run.");
        }

        foreach (var migrators in new[] { 2, 5 })
        {
            var ef = await RepeatAsync(server, migrators, EfMigrator);
            var ours = await RepeatAsync(server, migrators, OurMigrator);
            answer.Row(Row(migrators, "EF Core 10, Migrate()", ef)).Row(Row(migrators, "everlatch schema apply", ours));
            answer.Goal(
                $"with {migrators} at once none of ours crashes",
                $"{ours.Sum(race => race.Crashed)} of {migrators * Trials}",
                ours.All(race => race is { Crashed: 0, Complete: true }));
            if (ef.FirstOrDefault(race => race.Said.Length > 0) is { } crash)
            {
                answer.Remark($"What EF Core's losers said: {crash.Said}");
            }
        }

        return answer;
    }

    private static string[] Row(int migrators, string runner, IReadOnlyList<Race> races) =>
    [
        $"{migrators}", runner,
        $"{races.Sum(race => race.Crashed)} of {migrators * races.Count}",
        $"{races.Count(race => race.Crashed > 0)} of {races.Count}",
        $"{races.Count(race => race.Complete)} of {races.Count}",
    ];

    private static async Task<IReadOnlyList<Race>> RepeatAsync(string server, int migrators, Func<string, ProcessStartInfo> start)
    {
        var races = new List<Race>();
        for (var trial = 0; trial < Trials; trial++)
        {
            var database = await Postgres.NewDatabaseAsync(server);
            races.Add(await RunAsync(database, migrators, start));
        }

        return races;
    }

    private static async Task<Race> RunAsync(string database, int migrators, Func<string, ProcessStartInfo> start)
    {
        var processes = Enumerable.Range(0, migrators).Select(_ => Process.Start(start(database))!).ToList();
        var said = processes.ConvertAll(process => process.StandardError.ReadToEndAsync());

        // All of them are loaded before any may begin.
        foreach (var process in processes)
        {
            await process.StandardOutput.ReadLineAsync();
        }

        processes.ForEach(process => process.StandardInput.WriteLine());
        await Task.WhenAll(processes.Select(process => process.WaitForExitAsync()));
        var crashed = processes.Index().Where(process => process.Item.ExitCode != 0).ToList();
        var words = crashed.Count == 0 ? "" : (await said[crashed[0].Index]).Trim();
        processes.ForEach(process => process.Dispose());
        return new Race(crashed.Count, await IsCompleteAsync(database), words);
    }

    private static ProcessStartInfo EfMigrator(string database) =>
        Piped("dotnet", Checkout.Built("bench/EfMigrators", "EfMigrators.dll"), database);

    // The shell says when it is loaded and waits, as the other one does by itself.
    private static ProcessStartInfo OurMigrator(string database) => Piped(
        "sh", "-c", "echo ready; read -r line; exec dotnet \"$0\" schema apply --from \"$1\" --database \"$2\" >/dev/null",
        Checkout.Built("src/Everlatch.Cli", "everlatch.dll"), Path.Combine(Checkout.Root, "bench/EfMigrators"), database);

    private static ProcessStartInfo Piped(string program, params string[] arguments) => new(program, arguments)
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
    };

    private static async Task<bool> IsCompleteAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var count = source.CreateCommand(
            "select count(*) from pg_class where relkind = 'r' and relname = any(@tables)");
        count.Parameters.AddWithValue("tables", Tables);
        return (long)(await count.ExecuteScalarAsync())! == Tables.Length;
    }
}
