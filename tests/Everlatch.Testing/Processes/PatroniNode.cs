using System.Diagnostics;

namespace Everlatch.Testing.Processes;

/// <summary>A node of a <see cref="PatroniCluster" />: Patroni, and the PostgreSQL that it starts.</summary>
public sealed class PatroniNode(string folder)
{
    private Process? patroni;

    /// <summary>Where PostgreSQL's programs are.</summary>
    public static string Programs { get; } = System.IO.Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";

    /// <summary>Where PostgreSQL listens.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>Where Patroni answers.</summary>
    public int RestPort { get; } = FreePort.Take();

    /// <summary>PostgreSQL's folder.</summary>
    public string Data => folder + "/data";

    private string Log => folder + "/log";

    /// <summary>Writes its configuration.</summary>
    internal void Configure(string text)
    {
        System.IO.Directory.CreateDirectory(folder);
        File.WriteAllText(folder + "/node.yml", text);
    }

    /// <summary>Starts it; it finds its place by itself.</summary>
    public async Task StartAsync()
    {
        // Neither program may be root.
        var isRoot = Environment.UserName == "root";
        if (isRoot)
        {
            await RunAsync($"chown -R postgres {folder}");
        }

        var command = $"exec patroni {folder}/node.yml >> {Log} 2>&1";
        var start = isRoot
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", "sh", "-c", command])
            : new ProcessStartInfo("sh", ["-c", command]);
        start.WorkingDirectory = "/tmp";
        patroni = Process.Start(start)!;
    }

    /// <summary>Ends all of it as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (patroni is { HasExited: false })
        {
            patroni.Kill(entireProcessTree: true);
            await patroni.WaitForExitAsync();
        }

        patroni?.Dispose();
        patroni = null;
        if (File.Exists(Data + "/postmaster.pid"))
        {
            var postmaster = File.ReadLines(Data + "/postmaster.pid").First();
            await RunAsync($"kill -KILL {postmaster} $(ps -o pid= --ppid {postmaster}) 2> /dev/null; true");
        }
    }

    internal void EnsureRuns()
    {
        if (patroni is null or { HasExited: true })
        {
            throw new InvalidOperationException($"Patroni ended: {File.ReadAllText(Log)}");
        }
    }

    private static async Task RunAsync(string command)
    {
        using var process = Process.Start("sh", ["-c", command]);
        await process.WaitForExitAsync();
    }
}
