using System.Globalization;
using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>What ten thousand custom domains with certificates of their own cost an edge's handshakes beside one.</summary>
internal static class HandshakeRate
{
    private const int Hosts = 10_000;
    private const int Rounds = 7;
    private const double Goal = 0.8;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<Answer> AskAsync()
    {
        using var folder = new ScratchFolder();
        var hosts = new CertifiedHosts(Hosts);
        await using var region = await CertifiedRegion.StartAsync(folder.Path, hosts);
        var answer = new Answer("certificates", "handshakes/s", "edge CPU µs each");
        await AskNewEdgeAsync(region, hosts, answer);
        await AskNextEdgeAsync(region, hosts, answer);
        return answer.Remark(
            "Full handshakes of TLS 1.3 without resumption, each on a connection of its own, by 8 clients on the same cores; "
            + "ECDSA P-256 with one intermediate.");
    }

    // Nothing is on its disk: each certificate is fetched once.
    private static async Task AskNewEdgeAsync(CertifiedRegion region, CertifiedHosts hosts, Answer answer)
    {
        var port = Ports.Free();
        await using var edge = await region.EdgeAsync(port);
        var load = new HandshakeLoad(port, hosts.Root);
        string[] one = [hosts.Names[0]];
        await load.RunAsync(one, Warmup);
        var before = edge.ResidentMiB;
        var first = await FirstAsync(edge, load, hosts);
        var each = (edge.ResidentMiB - before) * 1024 / Hosts;

        var (ofOne, ofMany) = (new List<Measured>(), new List<Measured>());
        for (var round = 0; round < Rounds; round++)
        {
            ofOne.Add(await MeasureAsync(edge, load, one));
            ofMany.Add(await MeasureAsync(edge, load, hosts.Names));
        }

        var ratio = ofOne.Zip(ofMany, (few, many) => many.PerSecond / few.PerSecond).Median();
        Add(answer, "1, in memory", ofOne);
        Add(answer, "10,000, in memory", ofMany);
        Add(answer, "10,000, each for the first time, fetched", [first]);
        answer
            .Goal(
                $"10,000 hosts ≥ {Goal.ToString(CultureInfo.InvariantCulture)} × the handshakes of one",
                $"{ratio.Ratio()} × (median of {Rounds} pairs)",
                ratio >= Goal)
            .Remark(
                $"A certificate in memory takes {each.Whole()} KiB of the edge's resident memory; "
                + $"with all of them and this load it has {edge.ResidentMiB.Whole()} MiB.");
    }

    private static async Task AskNextEdgeAsync(CertifiedRegion region, CertifiedHosts hosts, Answer answer)
    {
        var port = Ports.Free();
        await using var edge = await region.EdgeAsync(port);
        var load = new HandshakeLoad(port, hosts.Root);
        await load.RunAsync([hosts.Names[0]], Warmup);
        Add(answer, "10,000, each for the first time, from disk", [await FirstAsync(edge, load, hosts)]);
    }

    private static async Task<Measured> FirstAsync(ChildServer edge, HandshakeLoad load, CertifiedHosts hosts)
    {
        var before = edge.ProcessorTime;
        var perSecond = await load.EachAsync(hosts.Names.Skip(1));
        return new Measured(perSecond, (edge.ProcessorTime - before).TotalMicroseconds / (Hosts - 1));
    }

    private static async Task<Measured> MeasureAsync(ChildServer edge, HandshakeLoad load, IReadOnlyList<string> hosts)
    {
        var before = edge.ProcessorTime;
        var count = await load.RunAsync(hosts, Round);
        return new Measured(count / Round.TotalSeconds, (edge.ProcessorTime - before).TotalMicroseconds / count);
    }

    private static void Add(Answer answer, string name, IReadOnlyList<Measured> rounds) => answer.Row(
        name,
        rounds.Select(round => round.PerSecond).Median().Whole(),
        rounds.Select(round => round.Micros).Median().Whole());

    private sealed record Measured(double PerSecond, double Micros);
}
