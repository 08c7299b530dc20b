using System.Collections.Frozen;
using Everlatch.Core;
using Everlatch.Hosting;

namespace Everlatch.Edge.Hosts;

/// <summary>
/// The hosts that the configuration names: whole domains of the operator's own, and single names. All are at home in this edge's
/// region; which environment they lead to, the servers there know.
/// </summary>
internal sealed class ConfiguredRoutes : IHostRoutes
{
    private const string Wildcard = "*.";
    private readonly FrozenSet<string> hosts;
    private readonly FrozenSet<string> domains;
    private readonly HostRoute here;

    /// <summary>Reads them.</summary>
    /// <exception cref="StartRefusedException">One of them is no host name.</exception>
    public ConfiguredRoutes(EdgeOptions options)
    {
        here = new HostRoute(null, RegionOf(options));
        hosts = options.Hosts.Select(text => Name(text, text, nameof(options.Hosts))).ToFrozenSet(StringComparer.Ordinal);
        domains = options.BaseDomains.Select(Domain).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public bool IsLoaded => true;

    /// <summary>The region that the options name.</summary>
    /// <exception cref="StartRefusedException">It is no region's name.</exception>
    public static Region RegionOf(EdgeOptions options) => Region.TryParse(options.Region, out var region)
        ? region
        : throw new StartRefusedException("EL1910", $"'{options.Region}' in Everlatch:Edge:Region is no region's name.");

    /// <inheritdoc />
    public HostRoute? Find(HostName host) => hosts.Contains(host.Value) || IsInDomain(host.Value) ? here : null;

    // A wildcard stands for one label, as in certificates (RFC 6125 §6.4.3).
    private bool IsInDomain(string host) =>
        domains.Count > 0
        && host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        && domains.GetAlternateLookup<ReadOnlySpan<char>>().Contains(host.AsSpan(dot + 1));

    private static string Domain(string text) => text.StartsWith(Wildcard, StringComparison.Ordinal)
        ? Name(text[Wildcard.Length..], text, nameof(EdgeOptions.BaseDomains))
        : throw new StartRefusedException(
            "EL1910", $"'{text}' in Everlatch:Edge:BaseDomains does not begin with '{Wildcard}'; single names belong in Hosts.");

    private static string Name(string text, string whole, string setting) => HostName.TryParse(text, out var name)
        ? name.Value
        : throw new StartRefusedException("EL1910", $"'{whole}' in Everlatch:Edge:{setting} is no host name.");
}
