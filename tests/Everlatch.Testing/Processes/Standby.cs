using System.Diagnostics;
using System.Globalization;
using System.Net;
using Npgsql;

namespace Everlatch.Testing.Processes;

/// <summary>A standby that follows a primary. It ends when this is disposed of.</summary>
public sealed class Standby : IAsyncDisposable
{
    private readonly string folder;

    private Standby(string folder, int port) => (this.folder, Port) = (folder, port);

    private static string Programs { get; } = System.IO.Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";

    /// <summary>Copies a primary as it is now and follows it.</summary>
    /// <param name="connectionString">Any database of it, as a role that may replicate.</param>
    /// <param name="ct">Ends the copying.</param>
    public static async Task<Standby> StartAsync(string connectionString, CancellationToken ct)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("everlatch-standby-").FullName;
        var standby = new Standby(folder, FreePort.Take());
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", ["postgres", folder], ct);
        }

        await AsServerAsync(
            $"{Programs}/pg_basebackup",
            ["-D", standby.Data, "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d", Address(connectionString)],
            ct);
        await standby.ReviveAsync();
        return standby;
    }

    /// <summary>Begins a copy of a primary that takes minutes. It is broken off when this is disposed of.</summary>
    public static IAsyncDisposable CopySlowly(string connectionString)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("everlatch-copy-").FullName;
        if (Environment.UserName == "root")
        {
            Start("chown", ["postgres", folder]).WaitForExit();
        }

        return new Copy(
            folder,
            StartAsServer(
                $"{Programs}/pg_basebackup",
                [
                    "-D", folder + "/data", "-X", "stream", "-c", "fast", "--no-sync", "--max-rate=64k",
                    "-d", Address(connectionString),
                ]));
    }

    /// <summary>Where it listens; everything else of the address is the primary's.</summary>
    public int Port { get; }

    /// <summary>Makes it the primary.</summary>
    public Task PromoteAsync() => AsServerAsync($"{Programs}/pg_ctl", ["-D", Data, "-w", "promote"], CancellationToken.None);

    private string Data => folder + "/data";

    /// <summary>Stops it as a power cut would.</summary>
    public Task StopAsync() =>
        AsServerAsync($"{Programs}/pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"], CancellationToken.None);

    /// <summary>Starts it again after that.</summary>
    public Task ReviveAsync() => AsServerAsync(
        $"{Programs}/pg_ctl",
        [
            "-D", Data, "-l", $"{folder}/log", "-w", "start", "-o",
            $"-p {Port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                // Not less than the primary's.
                + " -c max_connections=300",
        ],
        CancellationToken.None);

    /// <summary>Freezes every process of it: connections stay open and nothing answers.</summary>
    public Task FreezeAsync() => Signals.SendToPostgresAsync("STOP", Data);

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => Signals.SendToPostgresAsync("CONT", Data);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ThawAsync();
        if (File.Exists(Data + "/postmaster.pid"))
        {
            await StopAsync();
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static string Address(string connectionString)
    {
        var primary = new NpgsqlConnectionStringBuilder(connectionString);
        return $"host={primary.Host} port={primary.Port.ToString(CultureInfo.InvariantCulture)} "
            + $"user={primary.Username} password={primary.Password}";
    }

    private static async Task AsServerAsync(string program, string[] arguments, CancellationToken ct)
    {
        using var process = StartAsServer(program, arguments);
        await RequireDoneAsync(process, program, ct);
    }

    // The server refuses to be root.
    private static Process StartAsServer(string program, string[] arguments) => Environment.UserName == "root"
        ? Start("runuser", ["-u", "postgres", "--", program, .. arguments])
        : Start(program, arguments);

    private static async Task RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        using var process = Start(program, arguments);
        await RequireDoneAsync(process, program, ct);
    }

    // Its output is left alone: the started server would keep the pipe open.
    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/tmp" })!;

    private static async Task RequireDoneAsync(Process process, string program, CancellationToken ct)
    {
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    private sealed class Copy(string folder, Process process) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }
}
