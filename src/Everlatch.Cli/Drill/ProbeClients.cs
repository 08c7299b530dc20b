using System.Net;
using Everlatch.Release.Drill.Traffic;
using Everlatch.Watch.Probes;

namespace Everlatch.Cli.Drill;

/// <summary>Makes people out of the probes of the watch.</summary>
internal sealed class ProbeClients : IDrillClients
{
    /// <inheritdoc />
    public IDrillClient At(string region, Uri edge, string credentials, IPAddress from)
    {
        var known = ReadCredentials.From(credentials);

        // Names may mean both kinds of address, and theirs is of one kind.
        var address = new UriBuilder(edge) { Host = IPAddress.Loopback.ToString() }.Uri;
        return new ProbeClient(region, ProbeTarget.OfEdge(address, known.Issuer, from), known);
    }
}
