using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>One kind of request, asked of servers that differ in how many environments they know.</summary>
/// <param name="name">The kind.</param>
/// <param name="of">Whom it is asked of.</param>
/// <param name="servers">The first is what the others are compared with.</param>
/// <param name="most">Of how many environments it is asked in turn, where there are so many.</param>
/// <param name="request">Makes a request to a host, of the form with which its client asks for a token.</param>
internal sealed class FlatWay(
    string name, string of, IReadOnlyList<FilledServer> servers, int most, Func<string, string, byte[]> request)
{
    private readonly HttpLoad[] loads =
        [.. servers.Select(server => new HttpLoad(server.Port, server.Requests(..most, request)))];

    private readonly List<double>[] micros = [.. servers.Select(_ => new List<double>())];
    private readonly List<double>[] waits = [.. servers.Select(_ => new List<double>())];

    public string Name => name;

    public string Of => of;

    /// <summary>The server's processor time for each request, by server.</summary>
    public double[] Micros => [.. micros.Select(values => values.Median())];

    /// <summary>That of each server as a multiple of the first one's.</summary>
    public double[] Times => Ratios(micros);

    /// <summary>Milliseconds, by server.</summary>
    public double[] P50 => [.. waits.Select(values => values.Median())];

    /// <summary>That of each server as a multiple of the first one's.</summary>
    public double[] WaitTimes => Ratios(waits);

    public async Task WarmAsync(int connections, TimeSpan duration)
    {
        foreach (var load in loads)
        {
            await load.RunAsync(connections, duration);
        }
    }

    public async Task MeasureAsync(int connections, TimeSpan duration)
    {
        for (var i = 0; i < loads.Length; i++)
        {
            var before = servers[i].Process.ProcessorTime;
            var result = await loads[i].RunAsync(connections, duration);
            micros[i].Add((servers[i].Process.ProcessorTime - before).TotalMicroseconds / result.Count);
            waits[i].Add(result.P50);
        }
    }

    private static double[] Ratios(List<double>[] values) =>
        [.. values.Select(those => those.Zip(values[0], (that, first) => that / first).Median())];
}
