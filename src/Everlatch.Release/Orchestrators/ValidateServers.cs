using System.Net;
using System.Net.Sockets;
using Everlatch.Release.Builds;

namespace Everlatch.Release.Orchestrators;

/// <summary>
/// The deployment validation for an orchestrator of others: every server that is reached says that it is this release, needs its
/// contract, and is ready. What that orchestrator recorded is not asked.
/// </summary>
public sealed class ValidateServers(ReleaseFolder release)
{
    /// <summary>Asks them, and returns what is wrong with each.</summary>
    /// <param name="addresses">By http; each address of a name is a server.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ServerFinding>> RunAsync(IEnumerable<Uri> addresses, CancellationToken ct)
    {
        using var ask = new AskAddress();
        var found = new List<ServerFinding>();
        foreach (var address in addresses)
        {
            foreach (var server in await EachAsync(address, ct))
            {
                found.Add(new ServerFinding(server, [.. await WrongAsync(ask, server, ct)]));
            }
        }

        return found;
    }

    private async Task<IEnumerable<string>> WrongAsync(AskAddress ask, Uri server, CancellationToken ct)
    {
        var (ready, report) = (await ask.ReadinessAsync(server, null, ct), await ask.ReportAsync(server, ct));
        return report is null ? ["it does not answer as a server does."] : Wrong();

        IEnumerable<string> Wrong()
        {
            if (!ready.IsReady)
            {
                yield return $"it is not ready: {ready.Because}";
            }

            if (report.Build != release.Digest)
            {
                yield return $"it says that it is {report.Release ?? "nothing"} ({report.Build ?? "of no release"}), "
                    + $"not {release.Manifest.Version} ({release.Digest}).";
            }

            if (release.Manifest.Schema.All(schema => schema.Contract != report.Contract))
            {
                yield return $"it needs contract {report.Contract ?? "of nobody knows what"}, which is none of the release.";
            }
        }
    }

    // A name that does not resolve is one server that does not answer: nothing found is no pass.
    private static async Task<IEnumerable<Uri>> EachAsync(Uri address, CancellationToken ct)
    {
        if (address.HostNameType is not UriHostNameType.Dns)
        {
            return [address];
        }

        try
        {
            var all = await Dns.GetHostAddressesAsync(address.Host, ct);
            return all.Length == 0 ? [address] : all.Select(each => new UriBuilder(address) { Host = $"{each}" }.Uri);
        }
        catch (SocketException)
        {
            return [address];
        }
    }
}
