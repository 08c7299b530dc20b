using System.Diagnostics;
using System.Text;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Moves;

/// <summary>A verb of the product in a process of its own.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private readonly StringBuilder error = new();
    private readonly Process process;
    private string awaited = "";
    private TaskCompletionSource said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProductProcess(Process process) => this.process = process;

    /// <summary>Starts it.</summary>
    public static ProductProcess Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Product.CommandLine, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var started = new ProductProcess(Process.Start(start)!);
        started.process.OutputDataReceived += (_, _) => { };
        started.process.ErrorDataReceived += (_, line) => started.Take(line.Data);
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Its exit code and what it wrote to standard error.</summary>
    public async Task<(int Exit, string Error)> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        lock (error)
        {
            return (process.ExitCode, error.ToString());
        }
    }

    /// <summary>Returns when a line of standard error begins so.</summary>
    public async Task SaysAsync(string begin)
    {
        lock (error)
        {
            awaited = begin;
            if (error.ToString().Split('\n').Any(line => line.StartsWith(begin, StringComparison.Ordinal)))
            {
                return;
            }
        }

        await Task.WhenAny(said.Task, process.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.True(said.Task.IsCompleted, error.ToString());
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private void Take(string? line)
    {
        lock (error)
        {
            error.Append(line).Append('\n');
            if (awaited.Length > 0 && line?.StartsWith(awaited, StringComparison.Ordinal) == true)
            {
                said.TrySetResult();
            }
        }
    }
}
