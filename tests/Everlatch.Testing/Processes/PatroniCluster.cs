using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Npgsql;
using Xunit;

namespace Everlatch.Testing.Processes;

/// <summary>
/// Two databases that Patroni keeps, with etcd and HAProxy, from the files of deploy/patroni. Who is primary is their affair.
/// </summary>
public sealed class PatroniCluster : IAsyncLifetime
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-patroni-").FullName;
    private readonly string password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly int etcdPort = FreePort.Take(2);
    private readonly int doors = FreePort.Take(2);
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly List<Process> processes = [];

    /// <summary>The first node.</summary>
    public PatroniNode A { get; private set; } = null!;

    /// <summary>The second one.</summary>
    public PatroniNode B { get; private set; } = null!;

    /// <summary>Both doors, as servers are given them.</summary>
    public string ConnectionString => Address($"127.0.0.1:{doors},127.0.0.1:{doors + 1}");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {

        // PostgreSQL's user passes through it.
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        StartEtcd();
        A = Node("a");
        B = Node("b");
        StartHaProxy();
        await A.StartAsync();
        await UntilAsync(A, "primary");
        await B.StartAsync();
        await UntilAsync(B, "synchronous");
    }

    /// <summary>Returns when Patroni says that a node is what it is expected to be: <c>primary</c>, <c>replica</c>, …</summary>
    public async Task UntilAsync(PatroniNode node, string role)
    {
        while (!await IsAsync(node, role))
        {
            node.EnsureRuns();
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        }
    }

    /// <summary>Asks a node, past the doors.</summary>
    public async Task<T> AskAsync<T>(PatroniNode node, string sql)
    {
        await using var connection = new NpgsqlConnection(Address($"127.0.0.1:{node.Port}") + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await A.KillAsync();
        await B.KillAsync();
        foreach (var process in processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        http.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private string Address(string hosts) => new NpgsqlConnectionStringBuilder
    {
        Host = hosts, Username = "postgres", Password = password, Database = "postgres",
    }.ConnectionString;

    private async Task<bool> IsAsync(PatroniNode node, string role)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{node.RestPort}/{role}"), Ct);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !Ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private PatroniNode Node(string name)
    {
        var node = new PatroniNode(Path.Combine(folder, name));
        var text = Filled(
            "node.yml",
            ("NAME", name),
            ("ETCD", $"127.0.0.1:{etcdPort}"),
            ("REST_PORT", $"{node.RestPort}"),
            ("PORT", $"{node.Port}"),
            ("DATA", node.Data),
            ("PROGRAMS", PatroniNode.Programs),
            ("NETWORK", "127.0.0.1/32"),
            ("PASSWORD", password));
        node.Configure(text);
        return node;
    }

    private void StartEtcd() => Start(
        "etcd",
        "--data-dir", Path.Combine(folder, "etcd"),
        "--listen-client-urls", $"http://127.0.0.1:{etcdPort}",
        "--advertise-client-urls", $"http://127.0.0.1:{etcdPort}",
        "--listen-peer-urls", $"http://127.0.0.1:{etcdPort + 1}",
        "--initial-advertise-peer-urls", $"http://127.0.0.1:{etcdPort + 1}",
        "--initial-cluster", $"default=http://127.0.0.1:{etcdPort + 1}");

    private void StartHaProxy()
    {
        var file = Path.Combine(folder, "haproxy.cfg");
        File.WriteAllText(file, Filled(
            "haproxy.cfg",
            ("PRIMARY_PORT", $"{doors}"),
            ("STANDBY_PORT", $"{doors + 1}"),
            ("PORT_A", $"{A.Port}"),
            ("REST_PORT_A", $"{A.RestPort}"),
            ("PORT_B", $"{B.Port}"),
            ("REST_PORT_B", $"{B.RestPort}")));
        Start("/usr/sbin/haproxy", "-db", "-f", file);
    }

    private static string Filled(string template, params (string Name, string Value)[] values) =>
        values.Append(("HOST", "127.0.0.1")).Aggregate(
            File.ReadAllText(Checkout.PathOf($"deploy/patroni/{template}")),
            (text, value) => text.Replace($"${{{value.Item1}}}", value.Item2, StringComparison.Ordinal));

    private void Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        processes.Add(process);
    }
}
