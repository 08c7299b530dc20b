using System.Diagnostics;
using Everlatch.Bench.Servers;
using Everlatch.Testing.Processes;

namespace Everlatch.Bench.Faults;

/// <summary>A server or an edge of ours, in a process that can be killed, frozen and started again as it was.</summary>
internal sealed class Part(string verb, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private Process? process;

    /// <summary>Starts it; it becomes ready in its own time.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo("dotnet", [Servers.Product.Cli, verb])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (process is null)
        {
            return;
        }

        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Freezes it: its connections stay open and nothing answers.</summary>
    public Task FreezeAsync() => Signals.SendAsync("STOP", process!.Id);

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => Signals.SendAsync("CONT", process!.Id);

    public async ValueTask DisposeAsync() => await KillAsync();
}
