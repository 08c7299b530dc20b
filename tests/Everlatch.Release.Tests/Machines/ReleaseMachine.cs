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
    /// <summary>A policy that judges by health alone and waits for nothing.</summary>
    public const string Quick = "\"hold_seconds\": 0, \"bake_seconds\": 0, \"judge\": \"health\"";

    /// <summary>The same that stays in each step for long enough to be met in it.</summary>
    public const string Slow = "\"hold_seconds\": 1, \"bake_seconds\": 1, \"judge\": \"health\"";

    /// <summary>The same that never settles while a test looks.</summary>
    public const string Long = "\"hold_seconds\": 1, \"bake_seconds\": 600, \"judge\": \"health\"";

    private string masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly DirectoryInfo root;
    private readonly SigningKey key;
    private readonly TestAuthority authority = new();
    private readonly TestDatabase<PostgresEngine> database;
    private readonly bool ownsDatabase;
    private int policies;

    private ReleaseMachine(TestDatabase<PostgresEngine> database, string region, bool ownsDatabase = true)
    {
        // Sockets have short paths.
        root = System.IO.Directory.CreateDirectory(
            $"/tmp/elr-{System.Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        (this.database, Region, this.ownsDatabase) = (database, region, ownsDatabase);
        key = SigningKey.Create(In("release.key"));
        Nodes.Add(this);
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

    /// <summary>The machines of its region that its verbs speak to.</summary>
    public IList<ReleaseMachine> Nodes { get; } = [];

    /// <summary>Variables of the node, and of its servers.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts its node.</summary>
    /// <param name="region">Its region.</param>
    /// <param name="leaseSeconds">How long it waits for a controller.</param>
    /// <param name="trusts">Whose releases it starts; its own when that is nobody.</param>
    /// <param name="disk">Where it writes; null: where everything else is.</param>
    public static async Task<ReleaseMachine> StartAsync(
        string region = "eu", int leaseSeconds = 20, ReleaseMachine? trusts = null, string? disk = null)
    {
        var machine = new ReleaseMachine(await TestDatabase.CreateAsync<PostgresEngine>(), region);
        machine.Environment["EVERLATCH__NODE__LEASESECONDS"] = leaseSeconds.ToString(CultureInfo.InvariantCulture);
        if (trusts is not null)
        {
            machine.Environment["EVERLATCH__NODE__RELEASEKEYFILE"] = trusts.In("release.key.pub");
        }

        if (disk is not null)
        {
            machine.Environment["EVERLATCH__NODE__FOLDER"] = Path.Combine(disk, "node");
            machine.Environment["EVERLATCH__NODE__SLOTSFILE"] = Path.Combine(disk, "slots.json");
            File.CreateSymbolicLink(machine.SlotsFile, Path.Combine(disk, "slots.json"));
        }

        await machine.StartNodeAsync();
        return machine;
    }

    /// <summary>Another machine of the same region: it has the database and the keys of the first one.</summary>
    public static async Task<ReleaseMachine> BesideAsync(ReleaseMachine first)
    {
        var machine = new ReleaseMachine(first.database, first.Region, ownsDatabase: false) { masterKey = first.masterKey };
        foreach (var (name, value) in first.Environment)
        {
            machine.Environment[name] = value;
        }

        machine.Environment["EVERLATCH__NODE__RELEASEKEYFILE"] = first.In("release.key.pub");
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
        await UntilAsync(async () => (await this.StatusAsync())["nodes"]![0]!["state"] is not null);
    }

    /// <summary>Makes a release.</summary>
    public Task<ReleaseFolder> ReleaseAsync(string named, Action<string>? change = null) =>
        ProductRelease.MakeAsync(In(named), key, named, folder =>
        {
            change?.Invoke(folder);
            return Task.CompletedTask;
        });

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
    /// <param name="leaseSeconds">How long its node waits for a controller.</param>
    /// <param name="disk">Where its node writes; null: where everything else is.</param>
    public static async Task<(ReleaseMachine Machine, Dictionary<string, string> Form)> LiveAsync(
        int leaseSeconds = 20, string? disk = null)
    {
        var machine = await StartAsync(leaseSeconds: leaseSeconds, disk: disk);
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

        if (ownsDatabase)
        {
            await database.DisposeAsync();
        }

        authority.Dispose();
        key.Dispose();
        root.Delete(recursive: true);
    }

    /// <summary>Starts a verb.</summary>
    public Running Verb(IEnumerable<string> verb) => Running.Everlatch(Environments(), verb);

    /// <summary>Writes a policy, which has these members beside its nodes.</summary>
    public string Policy(string more)
    {
        var file = In($"policy-{++policies}.json");
        File.WriteAllText(
            file,
            $$"""
            {
              "regions": {"{{Region}}": [{{string.Join(", ", Nodes.Select(node => $"\"unix:{node.Socket}\""))}}]},
              "waves": [["{{Region}}"]],
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
