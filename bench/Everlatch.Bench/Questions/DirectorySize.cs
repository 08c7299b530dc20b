using System.Diagnostics;
using System.Globalization;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Schema.Runner;
using Everlatch.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Bench.Questions;

/// <summary>How much memory 10,000 environments with 100,000 machine clients take, and whether look-ups stay flat.</summary>
internal static class DirectorySize
{
    private const double SizeGoal = 400;
    private const double FlatGoal = 5;
    private const int LookUps = 1_000_000;

    public static async Task<Answer> AskAsync()
    {
        var small = await LoadAsync(environments: 100);
        var large = await LoadAsync(environments: 10_000);
        return new Answer("environments", "machine clients", "managed memory", "load", "look-up")
            .Row("100", "1,000", $"{small.MiB.Whole()} MiB", $"{small.Seconds.Ratio()} s", $"{small.Nanos.Whole()} ns")
            .Row("10,000", "100,000", $"{large.MiB.Whole()} MiB", $"{large.Seconds.Ratio()} s", $"{large.Nanos.Whole()} ns")
            .Goal(
                "10,000 environments with 100,000 machine clients in ≤ 400 MiB",
                $"{large.MiB.Whole()} MiB",
                large.MiB <= SizeGoal)
            .Goal(
                "look-ups stay flat: ≤ 5 × at a hundred times the size (the same steps, each a cache miss)",
                $"{(large.Nanos / small.Nanos).Ratio()} ×",
                large.Nanos <= FlatGoal * small.Nanos)
            .Remark(
                "A look-up is host → environment → client by random ids; each environment has a host, a key, an API and a role.");
    }

    private static async Task<(double MiB, double Seconds, double Nanos)> LoadAsync(int environments)
    {
        using var folder = new ScratchFolder();
        var options = new StorageOptions { SqliteFile = Path.Combine(folder.Path, "bench.db") };
        await new ApplyMigrations(
            StorageSchema.Source,
            StorageSchema.DatabaseOf(options),
            new ApplyOptions(),
            TimeProvider.System,
            QuietProgress.Instance)
            .RunAsync(CancellationToken.None);
        var database = StorageFeature.Open(options, TimeProvider.System);
        var master = new MasterKey(new byte[MasterKey.Length]);
        var (hosts, clients) = await DirectoryRows.FillAsync(database, master, environments, clientsEach: 10);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(database)
            .AddSingleton(master)
            .AddDirectory(new ConfigurationBuilder().Build())
            .BuildServiceProvider();
        var directory = services.GetRequiredService<IDirectory>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var begin = Stopwatch.GetTimestamp();
        await directory.CatchUpAsync(CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var mib = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / 1024.0;
        var nanos = Enumerable.Range(0, 5).Select(_ => LookUp(directory.Current, hosts, clients)).Median();
        GC.KeepAlive(directory);
        (database as IDisposable)?.Dispose();
        return (mib, seconds, nanos);
    }

    private static double LookUp(DirectorySnapshot snapshot, HostName[] hosts, MachineClientId[] clients)
    {
        var each = clients.Length / hosts.Length;
        var found = 0;

        // Processor time: a neighbour on the machine must not look like a slow look-up.
        var begin = System.Environment.CpuUsage.TotalTime;
        for (var i = 0; i < LookUps; i++)
        {
            // A stride that is prime to both sizes visits them in an order that no cache foresees.
            var host = (int)((long)i * 7919 % hosts.Length);
            var here = snapshot.Find(hosts[host])!;
            found += here.Environment.MachineClients.ContainsKey(clients[(host * each) + (i % each)]) ? 1 : 0;
        }

        var nanos = (System.Environment.CpuUsage.TotalTime - begin).TotalNanoseconds / LookUps;
        return found == LookUps ? nanos : throw new InvalidOperationException(found.ToString(CultureInfo.InvariantCulture));
    }
}
