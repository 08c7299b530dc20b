using System.Diagnostics;
using System.Globalization;
using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;
using Npgsql;

namespace Everlatch.Bench.Questions;

/// <summary>How fast refresh tokens rotate on PostgreSQL, beside what pgbench commits there in the same run.</summary>
internal static class RefreshRate
{
    private const int Grants = 16;
    private const int Rounds = 5;
    private const double Goal = 0.25;
    private static readonly int Port = Ports.Free();
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task<Answer> AskAsync()
    {
        if (Postgres.ConnectionString is not { } server)
        {
            return new Answer("what").Row("left out: EVERLATCH_BENCH_POSTGRES names no server");
        }

        using var folder = new ScratchFolder();
        var database = await Postgres.NewDatabaseAsync(server);
        await using var product = await Product.StartAsync(folder.Path, Port, database);
        using var person = new Person(Port, Product.UpFile(folder.Path));
        await person.SignInAsync();
        await person.ChooseTenantAsync();
        var tokens = new string[Grants];
        for (var i = 0; i < Grants; i++)
        {
            tokens[i] = await person.AuthorizeAsync();
        }

        await using var pgbench = await PgBench.PrepareAsync(server);
        await RefreshAsync(person, tokens, Round);
        var (rates, commits, perRefresh) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var before = await CommitsAsync(database);
            var (count, seconds) = await RefreshAsync(person, tokens, Round);
            rates.Add(count / seconds);
            perRefresh.Add((await CommitsAsync(database) - before) / (double)count);
            commits.Add(await pgbench.CommitsPerSecondAsync(Grants, Round));
        }

        var ratio = rates.Zip(commits, (ours, theirs) => ours / theirs).Median();
        return new Answer("what", "per second")
            .Row("pgbench: single-row update commits", commits.Median().Whole())
            .Row("Everlatch: refreshes, each with new ES256 tokens", rates.Median().Whole())
            .Goal("≥ 0.25 × pgbench's commits", $"{ratio.Ratio()} × (median of {Rounds} pairs)", ratio >= Goal)
            .Goal("one transaction a refresh", $"{perRefresh.Median().Ratio()} commits (pg_stat_database)", perRefresh.Median() < 1.2)
            .Remark($"{Grants} grants refreshed in parallel; pgbench with {Grants} clients on the same server, interleaved.");
    }

    private static async Task<(int Count, double Seconds)> RefreshAsync(Person person, string[] tokens, TimeSpan duration)
    {
        var begin = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, tokens.Length).Select(grant => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(begin) < duration; count++)
            {
                tokens[grant] = await person.RefreshAsync(tokens[grant]);
            }

            return count;
        })));
        return (counts.Sum(), Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }

    // Backends report with a delay of up to a second when they are busy.
    private static async Task<long> CommitsAsync(string database)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System);
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select xact_commit from pg_stat_database where datname = current_database()");
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
