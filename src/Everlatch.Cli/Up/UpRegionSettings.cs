using Everlatch.Core;
using Everlatch.Edge.Regions;
using Everlatch.Server;

namespace Everlatch.Cli.Up;

/// <summary>The settings with which the server and the edge of one of several regions start.</summary>
internal static class UpRegionSettings
{
    /// <summary>Of the server: on a socket that only its edge uses, with the region's own database.</summary>
    public static Dictionary<string, string?> OfServer(UpSettings up, DataFolder folder, SharedSecrets shared)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Everlatch:Server:Listen:0"] = "http://unix:" + folder.Socket("server"),
            ["Everlatch:Server:EdgeOnUnixSocket"] = "true",
            ["Everlatch:Server:PlainHttp"] = "true",
            ["Everlatch:Server:DrainSeconds"] = "0",
            ["Everlatch:Feed:Region"] = up.Region.Value,
            ["Everlatch:Feed:Token"] = shared.Token,
            ["Everlatch:Feed:CertificateKeyFile"] = shared.EdgeKeyFile,
        };

        // As the schema verbs find it. A database that the environment names for one server is none of a region's.
        folder.AddStorage(settings, ServerSchema.OptionsOf(up.Region.Value)?.Postgres ?? "");
        return settings;
    }

    /// <summary>Of the edge: reached by every region's address, so that any host can be tried at any edge.</summary>
    public static Dictionary<string, string?> OfEdge(
        UpSettings up, DataFolder folder, SharedSecrets shared, IEnumerable<KnownRegion> regions)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Everlatch:Edge:Listen:0"] = $"http://localhost:{up.Port}",
            ["Everlatch:Edge:PlainHttp"] = "true",
            ["Everlatch:Edge:Region"] = up.Region.Value,
            ["Everlatch:Edge:SlotsFile"] = folder.Slots,
            ["Everlatch:Edge:PeerListen:0"] = "http://unix:" + folder.Socket("peers"),
            ["Everlatch:Edge:DrainSeconds"] = "0",
            ["Everlatch:Routes:Folder"] = folder.Routes,
            ["Everlatch:Routes:Token"] = shared.Token,
            ["Everlatch:Routes:CertificateKeyFile"] = shared.EdgeKeyFile,
        };
        for (var place = 1; place < up.Regions.Length; place++)
        {
            settings[$"Everlatch:Edge:Listen:{place}"] = $"http://{UpSettings.AddressAt(place)}:{up.Port}";
        }

        foreach (var (place, region) in regions.Index())
        {
            var entry = $"Everlatch:Routes:Regions:{place}";
            settings[entry + ":Name"] = region.Name.Value;
            settings[entry + ":Keys:0"] = region.Key.ToString();
            settings[entry + ":Addresses:0"] = "unix:" + region.Peers;
        }

        return settings;
    }

    /// <summary>What edges are told of a region.</summary>
    internal sealed record KnownRegion(Region Name, FeedPublicKey Key, string Peers);
}
