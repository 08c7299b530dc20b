using System.Globalization;

namespace Everlatch.Bench.Faults;

/// <summary>The settings of a region's servers and edges: those that docs/operations name, and else the defaults.</summary>
internal static class RegionSettings
{
    private const string Token = "bench";

    /// <summary>Of a server behind edges.</summary>
    /// <param name="region">Its region.</param>
    /// <param name="masterKey">The file of the region's master key.</param>
    /// <param name="socket">Where it listens.</param>
    /// <param name="more">Where its data is, and what else it is told.</param>
    public static Dictionary<string, string> OfServer(
        string region, string masterKey, string socket, params IEnumerable<(string Key, string Value)> more)
    {
        var settings = new Dictionary<string, string>
        {
            ["EVERLATCH_MASTER_KEY_FILE"] = masterKey,
            ["EVERLATCH__SERVER__LISTEN__0"] = "http://unix:" + socket,
            ["EVERLATCH__SERVER__EDGEONUNIXSOCKET"] = "true",
            ["EVERLATCH__SERVER__PLAINHTTP"] = "true",
            ["EVERLATCH__FEED__REGION"] = region,
            ["EVERLATCH__FEED__TOKEN"] = Token,

            // All of the load comes from one address.
            ["EVERLATCH__LOCKOUTS__ADDRESSATTEMPTS"] = "100000",
            ["EVERLATCH__LOCKOUTS__LINKREQUESTSPERADDRESS"] = "100000",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return settings;
    }

    /// <summary>Of an edge.</summary>
    /// <param name="region">Its region.</param>
    /// <param name="port">Where people come.</param>
    /// <param name="folder">A folder of its own.</param>
    /// <param name="servers">The sockets of its servers.</param>
    /// <param name="keys">What each region signs with, and where its edges are reached by other regions' edges.</param>
    /// <param name="more">What else it is told.</param>
    public static Dictionary<string, string> OfEdge(
        string region,
        int port,
        string folder,
        string[] servers,
        IEnumerable<(string Region, string Key, string[] Peers)> keys,
        params IEnumerable<(string Key, string Value)> more)
    {
        System.IO.Directory.CreateDirectory(folder);
        var slots = Path.Combine(folder, "slots.json");
        var names = string.Join("\",\"", servers.Select(server => "unix:" + server));
        File.WriteAllText(slots, $$"""{"slots":[{"name":"blue","servers":["{{names}}"],"share":100}]}""");
        var settings = new Dictionary<string, string>
        {
            ["EVERLATCH__EDGE__LISTEN__0"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            ["EVERLATCH__EDGE__PLAINHTTP"] = "true",
            ["EVERLATCH__EDGE__REGION"] = region,
            ["EVERLATCH__EDGE__SLOTSFILE"] = slots,
            ["EVERLATCH__EDGE__PEERLISTEN__0"] = "http://unix:" + PeersOf(folder),
            ["EVERLATCH__ROUTES__FOLDER"] = Path.Combine(folder, "routes"),
            ["EVERLATCH__ROUTES__TOKEN"] = Token,
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        foreach (var (place, known) in keys.Index())
        {
            var entry = $"EVERLATCH__ROUTES__REGIONS__{place}__";
            settings[entry + "NAME"] = known.Region;
            settings[entry + "KEYS__0"] = known.Key;
            foreach (var (n, peer) in known.Peers.Index())
            {
                settings[entry + $"ADDRESSES__{n}"] = "unix:" + peer;
            }
        }

        return settings;
    }

    /// <summary>Where other regions' edges reach the edge of a folder.</summary>
    public static string PeersOf(string folder) => Path.Combine(folder, "peers.sock");
}
