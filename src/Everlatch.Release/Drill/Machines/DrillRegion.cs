using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Everlatch.Release.Nodes.Client;
using Everlatch.Release.Nodes.Servers;

namespace Everlatch.Release.Drill.Machines;

/// <summary>
/// One region of a drill, on this machine as an operator would have it on one of its own: a database, a node, an edge, and a
/// demo environment that people of the region sign in to.
/// </summary>
internal sealed class DrillRegion : IAsyncDisposable
{
    private readonly DrillProgram program;
    private readonly TimeProvider clock;
    private readonly string folder;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private DrillProcess? node;
    private DrillProcess? edge;
    private string masterKey = "";

    private DrillRegion(DrillProgram program, string name, string folder, string database, int port, TimeProvider clock)
    {
        (this.program, Name, this.folder, Database, Port, this.clock) = (program, name, folder, database, port, clock);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The connection string of its database.</summary>
    public string Database { get; }

    /// <summary>The port of its edge.</summary>
    public int Port { get; }

    /// <summary>Where people come.</summary>
    public Uri Address => new($"http://localhost:{Port.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Credentials of the demo environment, in the shape of <c>up.json</c>.</summary>
    public string Credentials => In("up/up.json");

    /// <summary>The node's address, as a policy names it.</summary>
    public string Node => "unix:" + In("node.sock");

    /// <summary>Fills its database with the demo environment, as <c>everlatch up</c> does, and starts its node.</summary>
    /// <param name="program">The running program.</param>
    /// <param name="name">Its name.</param>
    /// <param name="folder">A folder with a short path: sockets are in it.</param>
    /// <param name="database">Connection string of an empty database.</param>
    /// <param name="key">File of the public key of the drill's releases.</param>
    /// <param name="minRuns">Runs of each probe that its judge wants to have seen.</param>
    /// <param name="clock">Waits.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ReleaseException">A process did not come up.</exception>
    public static async Task<DrillRegion> StartAsync(
        DrillProgram program, string name, string folder, string database, string key, int minRuns, TimeProvider clock,
        CancellationToken ct)
    {
        DrillFolder.Make(folder);
        var region = new DrillRegion(program, name, folder, database, FreePort(), clock);
        try
        {
            await region.SeedAsync(ct);
            region.node = region.Run(region.OfNode(key, minRuns), "node");
            await region.node.UntilAsync(region.AnswersAsync, "answers as a node", ct);
            return region;
        }
        catch
        {
            await region.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts its edge: there has to be a live release.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        edge = Run(
            new Dictionary<string, string>
            {
                ["EVERLATCH__EDGE__REGION"] = Name,
                ["EVERLATCH__EDGE__LISTEN__0"] = Address.GetLeftPart(UriPartial.Authority),
                ["EVERLATCH__EDGE__HOSTS__0"] = Address.Host,
                ["EVERLATCH__EDGE__PLAINHTTP"] = "true",
                ["EVERLATCH__EDGE__SLOTSFILE"] = In("slots.json"),
                ["EVERLATCH__EDGE__DRAINSECONDS"] = "0",
                ["EVERLATCH__EDGE__PROBEMILLISECONDS"] = "200",
            },
            "edge");
        await edge.UntilAsync(async () => await AskAsync("/health/ready") is not null, "is ready as an edge", ct);
    }

    /// <summary>A client of its node.</summary>
    public NodeClient Client() => NodeClient.At(Name, Node);

    /// <summary>What its edge says that it gives a slot, in per cent of the clients; null when it does not answer.</summary>
    public async Task<int?> ShareAsync(string slot)
    {
        var line = (await AskAsync("/metrics"))?.Split('\n').FirstOrDefault(line =>
            line.StartsWith("everlatch_edge_share", StringComparison.Ordinal)
            && line.Contains($"\"{slot}\"", StringComparison.Ordinal));
        return line is null ? null : (int)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (edge is not null)
        {
            await edge.DisposeAsync();
        }

        if (node is not null)
        {
            await node.DisposeAsync();
        }

        // They outlive their node, so that a node can be started again.
        var servers = FindServers.In(In("run")).Values.ToArray();
        Array.ForEach(servers, Signals.End);
        while (servers.Any(server => server.IsAlive))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock);
        }

        http.Dispose();
    }

    private async Task SeedAsync(CancellationToken ct)
    {
        var variables = new Dictionary<string, string> { ["EVERLATCH__STORAGE__POSTGRES"] = Database };
        await using (var apply = Run(variables, "schema", "apply"))
        {
            if (await apply.ExitAsync(ct) != 0)
            {
                throw new ReleaseException("EL2090", $"The schema of {Name} was not applied:\n{apply.LastWords}");
            }
        }

        await using var up = Run(
            variables, "up", "--data", In("up"), "--port", Port.ToString(CultureInfo.InvariantCulture), "--regions", Name);
        await up.SaysAsync("ready ", ct);
        await up.EndAsync();
        masterKey = (await File.ReadAllTextAsync(In("up/master.key"), ct)).Trim();
    }

    private Dictionary<string, string> OfNode(string key, int minRuns) => new()
    {
        // What its servers are told.
        ["EVERLATCH_MASTER_KEY"] = masterKey,
        ["EVERLATCH__STORAGE__POSTGRES"] = Database,
        ["EVERLATCH__SERVER__PLAINHTTP"] = "true",
        ["EVERLATCH__FEED__REGION"] = Name,
        ["EVERLATCH__DIRECTORY__COPYFOLDER"] = In("copies"),

        // The program in a release needs the runtime that runs this one, where it brings none of its own.
        ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..")),
        ["EVERLATCH__NODE__REGION"] = Name,
        ["EVERLATCH__NODE__FOLDER"] = In("node"),
        ["EVERLATCH__NODE__SOCKETFOLDER"] = In("run"),
        ["EVERLATCH__NODE__SLOTSFILE"] = In("slots.json"),
        ["EVERLATCH__NODE__LISTEN"] = In("node.sock"),
        ["EVERLATCH__NODE__RELEASEKEYFILE"] = key,
        ["EVERLATCH__NODE__PROBESFILE"] = Credentials,
        ["EVERLATCH__NODE__EDGES__0"] = Address.GetLeftPart(UriPartial.Authority),
        ["EVERLATCH__CANARY__MINRUNS"] = minRuns.ToString(CultureInfo.InvariantCulture),
        ["EVERLATCH__CANARY__MINREQUESTS"] = "0",
        ["EVERLATCH__NODE__LEASESECONDS"] = "10",
        ["EVERLATCH__NODE__STOPSECONDS"] = "10",
    };

    private DrillProcess Run(Dictionary<string, string> variables, params IEnumerable<string> words) =>
        DrillProcess.Start(program.Start(variables, words), clock);

    private string In(string file) => Path.Combine(folder, file);

    private async Task<bool> AnswersAsync()
    {
        using var client = Client();
        try
        {
            await client.StateAsync(CancellationToken.None);
            return true;
        }
        catch (NodeException)
        {
            return false;
        }
    }

    private async Task<string?> AskAsync(string path)
    {
        try
        {
            return await http.GetStringAsync(new Uri(Address, path));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    // Somebody else may take it before it is used; then its user says so.
    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
