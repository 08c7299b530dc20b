using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Schema.Tests.Runner.Locks;

/// <summary>A PgBouncer before the cluster of the test run. It ends when this is disposed of.</summary>
internal sealed class Bouncer : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;
    private readonly int port;

    private Bouncer(Process process, string folder, int port) => (this.process, this.folder, this.port) = (process, folder, port);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts one.</summary>
    /// <param name="mode"><c>session</c>, <c>transaction</c> or <c>statement</c>.</param>
    /// <param name="settings">Further lines of its configuration.</param>
    public static async Task<Bouncer> StartAsync(string mode, params string[] settings)
    {
        var server = new NpgsqlConnectionStringBuilder(PostgresCluster.ConnectionString);
        var folder = System.IO.Directory.CreateTempSubdirectory("everlatch-bouncer-").FullName;
        var port = FreePort.Take();
        await File.WriteAllTextAsync(Path.Combine(folder, "users.txt"), $"\"{server.Username}\" \"{server.Password}\"\n", Ct);
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "bouncer.ini"),
            [
                "[databases]", $"* = host={server.Host} port={server.Port}",
                "[pgbouncer]", "listen_addr = 127.0.0.1", $"listen_port = {port}", "unix_socket_dir =",
                "auth_type = scram-sha-256", $"auth_file = {folder}/users.txt", $"pool_mode = {mode}", .. settings,
            ],
            Ct);
        var bouncer = new Bouncer(Start(folder), folder, port);
        await bouncer.WaitAsync();
        return bouncer;
    }

    /// <summary>The same database through it.</summary>
    public SchemaDatabase Before(SchemaDatabase database) => database.With(
        new KeyValuePair<string, string>("Host", "127.0.0.1"),
        new KeyValuePair<string, string>("Port", port.ToString(CultureInfo.InvariantCulture)));

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    // It refuses to be root.
    private static Process Start(string folder)
    {
        var ini = Path.Combine(folder, "bouncer.ini");
        var start = Environment.UserName == "root"
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", "/usr/sbin/pgbouncer", "-q", ini])
            : new ProcessStartInfo("pgbouncer", ["-q", ini]);
        if (Environment.UserName == "root")
        {
            File.SetUnixFileMode(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                    | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private async Task WaitAsync()
    {
        while (!process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, Ct);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
            }
        }

        throw new InvalidOperationException("PgBouncer did not start.");
    }
}
