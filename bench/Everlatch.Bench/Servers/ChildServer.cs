using System.Diagnostics;
using System.Globalization;

namespace Everlatch.Bench.Servers;

/// <summary>A server in a process of its own, ended with this object.</summary>
internal sealed class ChildServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;
    private readonly long begun = Stopwatch.GetTimestamp();

    private ChildServer(Process process) => this.process = process;

    /// <summary>From its start to its line that begins with <c>ready</c>.</summary>
    public TimeSpan Startup { get; private set; }

    /// <summary>Processor time that it used up to now.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MiB.</summary>
    public double ResidentMiB =>
        long.Parse(
            File.ReadLines($"/proc/{process.Id}/status")
                .First(line => line.StartsWith("VmRSS", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) / 1024.0;

    /// <summary>Starts a server, and waits until it says that it is ready.</summary>
    public static async Task<ChildServer> StartAsync(string file, params string[] arguments)
    {
        var server = Begin(file, new Dictionary<string, string>(), arguments);
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>Starts a server that may not be ready for a while.</summary>
    public static ChildServer Begin(
        string file, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,

            // Sixty-four sign-ins of one person at once are guesses to the product, and the question here.
            Environment =
            {
                ["Everlatch__Lockouts__AccountAttempts"] = "1000",
                ["Everlatch__Lockouts__AddressAttempts"] = "100000",
            },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildServer(Process.Start(start)!);
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task WaitUntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("ready", StringComparison.Ordinal))
            {
                Startup = Stopwatch.GetElapsedTime(begun);
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"{process.StartInfo.FileName} ended before it was ready.");
    }

    /// <summary>Asks it to end, and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await process.WaitForExitAsync(patience.Token);
        process.Dispose();
    }
}
