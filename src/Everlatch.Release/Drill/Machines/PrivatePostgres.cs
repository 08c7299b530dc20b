using System.Diagnostics;

namespace Everlatch.Release.Drill.Machines;

/// <summary>A PostgreSQL of the drill's own: no port, one socket in the drill's folder, gone with it.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private const string Installed = "/usr/lib/postgresql";
    private const string OtherUser = "postgres";
    private readonly DrillProcess process;

    private PrivatePostgres(DrillProcess process, string connection) => (this.process, Connection) = (process, connection);

    /// <summary>Its connection string. Whoever can reach the folder is let in.</summary>
    public string Connection { get; }

    /// <summary>Makes and starts one.</summary>
    /// <exception cref="ReleaseException">It is not installed here, or does not start.</exception>
    public static async Task<PrivatePostgres> StartAsync(string folder, TimeProvider clock, CancellationToken ct)
    {
        var (programs, data) = (Find(), Path.Combine(folder, "data"));
        await GiveAsync(folder, clock, ct);
        await RunAsync(
            AsOther(
                Path.Combine(programs, "initdb"), "--pgdata", data, "--username", OtherUser, "--auth", "trust",
                "--encoding", "UTF8"),
            clock, ct);
        var process = DrillProcess.Start(
            AsOther(
                Path.Combine(programs, "postgres"), "-D", data, "-c", "listen_addresses=",
                "-c", $"unix_socket_directories={folder}", "-c", "max_connections=400"),
            clock);
        await process.SaysAsync("ready to accept connections", ct);
        return new PrivatePostgres(process, $"Host={folder};Username={OtherUser};Database={OtherUser}");
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => process.DisposeAsync();

    // The newest that Debian's packages installed, or else that of the PATH.
    private static string Find()
    {
        var installed = Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed).OrderByDescending(version => version.Length)
                .ThenByDescending(version => version, StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new ReleaseException(
                "EL2091",
                "There is no PostgreSQL on this machine. Install it (initdb is looked for), or name a server: --postgres-file.");
    }

    // It refuses to run as root.
    private static ProcessStartInfo AsOther(params string[] words) => Environment.IsPrivilegedProcess
        ? new ProcessStartInfo("setpriv", [$"--reuid={OtherUser}", $"--regid={OtherUser}", "--clear-groups", "--", .. words])
        : new ProcessStartInfo(words[0], words[1..]);

    private static async Task GiveAsync(string folder, TimeProvider clock, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new ProcessStartInfo("chown", [OtherUser, folder]), clock, ct);
        }
    }

    private static async Task RunAsync(ProcessStartInfo start, TimeProvider clock, CancellationToken ct)
    {
        await using var run = DrillProcess.Start(start, clock);
        if (await run.ExitAsync(ct) != 0)
        {
            throw new ReleaseException("EL2091", $"{start.FileName} failed:{Environment.NewLine}{run.LastWords}");
        }
    }
}
