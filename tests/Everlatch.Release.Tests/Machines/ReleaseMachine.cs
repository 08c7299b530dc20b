using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Everlatch.Release.Builds;
using Everlatch.Release.Nodes.Servers;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Release.Tests.Machines;

/// <summary>
/// One machine of one region as an operator has it: a database, a node in a process of its own, an edge in another, and the
/// command line that deploys.
/// </summary>
internal sealed class ReleaseMachine : IAsyncDisposable
{
    /// <summary>A policy that judges by health alone and waits for a second.</summary>
    public const string Quick = "\"hold_seconds\": 1, \"bake_seconds\": 1, \"judge\": \"health\"";

    /// <summary>The same that never settles while a test looks.</summary>
    public const string Long = "\"hold_seconds\": 1, \"bake_seconds\": 600, \"judge\": \"health\"";

    private string masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly DirectoryInfo root;
    private readonly SigningKey key;
    private readonly TestAuthority authority = new();
    private readonly TestDatabase<PostgresEngine> database;
    private int policies;

    private ReleaseMachine(TestDatabase<PostgresEngine> database, string region)
    {
        // Sockets have short paths.
        root = System.IO.Directory.CreateDirectory(
            $"/tmp/elr-{System.Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        (this.database, Region) = (database, region);
        key = SigningKey.Create(In("release.key"));
    }

    /// <summary>Its database.</summary>
    public StorageOptions Storage => database.Options;

    /// <summary>Its region.</summary>
    public string Region { get; }

    /// <summary>The node's process.</summary>
    public Running Node { get; private set; } = null!;

    /// <summary>The edge's process; there is none before the first release.</summary>
    public FrontDoor Edge { get; private set; } = null!;

    /// <summary>The node's socket.</summary>
    public string Socket => In("node.sock");

    /// <summary>What the edge reads.</summary>
    public string SlotsFile => In("slots.json");

    /// <summary>Variables of the node, and of its servers.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts its node.</summary>
    /// <param name="region">Its region.</param>
    /// <param name="leaseSeconds">How long it waits for a controller.</param>
    /// <param name="trusts">Whose releases it starts; its own when that is nobody.</param>
    public static async Task<ReleaseMachine> StartAsync(
        string region = "eu", int leaseSeconds = 20, ReleaseMachine? trusts = null)
    {
        var machine = new ReleaseMachine(await TestDatabase.CreateAsync<PostgresEngine>(), region);
        machine.Environment["EVERLATCH__NODE__LEASESECONDS"] = leaseSeconds.ToString(CultureInfo.InvariantCulture);
        if (trusts is not null)
        {
            machine.Environment["EVERLATCH__NODE__RELEASEKEYFILE"] = trusts.In("release.key.pub");
        }

        await machine.StartNodeAsync();
        return machine;
    }

    /// <summary>The path of a file.</summary>
    public string In(string file) => Path.Combine(root.FullName, file);

    /// <summary>Starts the node.</summary>
    public async Task StartNodeAsync()
    {
        Node = Running.Everlatch(NodeEnvironment(), "node");
        await UntilAsync(() => Task.FromResult(File.Exists(Socket)));
        await UntilAsync(async () => (await StatusAsync())["nodes"]![0]!["state"] is not null);
    }

    /// <summary>Makes a release.</summary>
    public Task<ReleaseFolder> ReleaseAsync(string named, Action<string>? change = null) =>
        ProductRelease.MakeAsync(In(named), key, named, change);

    /// <summary>Starts a deploy.</summary>
    public Running Deploy(ReleaseFolder release, string policy = "") => Verb(
        ["release", "deploy", release.Path, "--policy", Policy(policy), "--public-key", In("release.key.pub"), "--json"]);

    /// <summary>Deploys, which must end so.</summary>
    public async Task<JsonObject> DeployAsync(ReleaseFolder release, int exit = 0, string policy = "")
    {
        await using var run = Deploy(release, policy);
        Assert.True(exit == await run.ExitAsync(), $"{run.Output}{run.Error}\n{Node.Output}{Node.Error}");
        return JsonNode.Parse(run.Output)!.AsObject();
    }

    /// <summary>Runs a verb below <c>release</c> that takes a policy.</summary>
    public async Task<(int Exit, JsonObject Answer)> RunAsync(params IEnumerable<string> verb)
    {
        await using var run = Verb(["release", .. verb, "--policy", Policy(""), "--json"]);
        var exit = await run.ExitAsync();
        return (exit, JsonNode.Parse(run.Output)!.AsObject());
    }

    /// <summary>What the node says.</summary>
    public async Task<JsonObject> StatusAsync() => (await RunAsync("status")).Answer;

    /// <summary>The node's state.</summary>
    public async Task<JsonObject> StateAsync() => (await StatusAsync())["nodes"]![0]!["state"]!.AsObject();

    /// <summary>A machine whose database has the demo environment, which its probes sign in to.</summary>
    public static async Task<ReleaseMachine> WithDemoAsync(Dictionary<string, string> environment)
    {
        var machine = new ReleaseMachine(await TestDatabase.CreateAsync<PostgresEngine>(), "eu");
        await using (var up = Running.Everlatch(
            machine.Environments(),
            ["up", "--data", machine.In("up"), "--port", $"{FreePort.Take()}", "--postgres", machine.Storage.Postgres]))
        {
            await up.ReadyAsync();
            await up.SignalAsync("TERM");
            await up.ExitAsync();
        }

        machine.masterKey = (await File.ReadAllTextAsync(machine.In("up/master.key"), Ct)).Trim();
        foreach (var (name, value) in environment)
        {
            machine.Environment[name] = value;
        }

        machine.Environment["EVERLATCH__NODE__LEASESECONDS"] = "20";
        machine.Environment["EVERLATCH__NODE__PROBESFILE"] = machine.In("up/up.json");
        await machine.StartNodeAsync();
        return machine;
    }

    /// <summary>A machine with a live release, an environment and an edge.</summary>
    public static async Task<(ReleaseMachine Machine, Dictionary<string, string> Form)> LiveAsync(int leaseSeconds = 20)
    {
        var machine = await StartAsync(leaseSeconds: leaseSeconds);
        try
        {
            await machine.DeployAsync(await machine.ReleaseAsync("one"));
            var form = await machine.InitAsync();
            await machine.StartEdgeAsync();
            return (machine, form);
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until nobody has the turn, and returns what the node says then.</summary>
    public async Task<JsonObject> QuietAsync()
    {
        JsonObject? state = null;
        await UntilAsync(async () => (state = await StateAsync())["owner"] is null);
        return state!;
    }

    /// <summary>The first environment, with the form that asks for its operator's token.</summary>
    public async Task<Dictionary<string, string>> InitAsync()
    {
        await using var init = Verb(["init", "--host", FrontDoor.Host, "--credentials", In("operator.json")]);
        Assert.True(await init.ExitAsync() == 0, init.Output + init.Error);
        var made = JsonNode.Parse(await File.ReadAllTextAsync(In("operator.json"), Ct))!;
        return new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = (string)made["client_id"]!,
            ["client_secret"] = (string)made["client_secret"]!,
            ["resource"] = "urn:everlatch:management",
        };
    }

    /// <summary>Starts the edge.</summary>
    public async Task StartEdgeAsync()
    {
        Edge = FrontDoor.Start(root.FullName, authority);
        await Edge.ReadyAsync();
    }

    /// <summary>Sends a statement to the database, as somebody does beside the migrations.</summary>
    public async Task SendAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Storage.Postgres);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Waits until something holds.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var look = 0; look < 400; look++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }

        throw new TimeoutException($"It did not come so far:\n{Node.Output}{Node.Error}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Edge is not null)
        {
            await Edge.DisposeAsync();
        }

        await Node.DisposeAsync();
        foreach (var server in FindServers.In(In("run")).Values)
        {
            await Testing.Processes.Signals.SendAsync("KILL", server.Id).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await database.DisposeAsync();
        authority.Dispose();
        key.Dispose();
        root.Delete(recursive: true);
    }

    private Running Verb(IEnumerable<string> verb) => Running.Everlatch(Environments(), verb);

    private string Policy(string more)
    {
        var file = In($"policy-{++policies}.json");
        File.WriteAllText(
            file,
            $$"""
            {
              "regions": {"{{Region}}": ["unix:{{Socket}}"]}, "waves": [["{{Region}}"]],
              {{(more.Length > 0 ? more : Quick)}}
            }
            """);
        return file;
    }

    /// <summary>What its verbs are told.</summary>
    public Dictionary<string, string> Environments() => new()
    {
        ["EVERLATCH_MASTER_KEY"] = masterKey,
        ["EVERLATCH__STORAGE__POSTGRES"] = Storage.Postgres,
        ["EVERLATCH__STORAGE__SQLITEFILE"] = Storage.SqliteFile,
        ["EVERLATCH__SERVER__PLAINHTTP"] = "true",
        [$"EVERLATCH__SCHEMA__DATABASES__{Region.ToUpperInvariant()}"] =
            Storage.Postgres.Length > 0 ? Storage.Postgres : $"Data Source={Storage.SqliteFile}",
    };

    private Dictionary<string, string> NodeEnvironment()
    {
        var all = Environments();
        all["EVERLATCH__NODE__REGION"] = Region;
        all["EVERLATCH__NODE__FOLDER"] = In("node");
        all["EVERLATCH__NODE__SOCKETFOLDER"] = In("run");
        all["EVERLATCH__NODE__SLOTSFILE"] = SlotsFile;
        all["EVERLATCH__NODE__LISTEN"] = Socket;
        all["EVERLATCH__NODE__RELEASEKEYFILE"] = In("release.key.pub");
        all["EVERLATCH__DIRECTORY__COPYFOLDER"] = In("copies");

        // The product is built for the runtime that runs this test.
        all["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        foreach (var (name, value) in Environment)
        {
            all[name] = value;
        }

        return all;
    }
}
