using System.ComponentModel;
using System.Diagnostics;
using Everlatch.Release.Nodes.Servers;

namespace Everlatch.Release.Drill.Machines;

/// <summary>A process of a drill, with the lines that it wrote.</summary>
internal sealed class DrillProcess : IAsyncDisposable
{
    private const int LastLines = 12;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly Process process;
    private readonly TimeProvider clock;
    private readonly List<string> output = [];
    private readonly List<string> error = [];

    private DrillProcess(Process process, TimeProvider clock)
    {
        (this.process, this.clock) = (process, clock);
        process.OutputDataReceived += (_, line) => Take(output, line.Data);
        process.ErrorDataReceived += (_, line) => Take(error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything on standard output so far.</summary>
    public string Output => Read(output);

    /// <summary>The last lines of both, for whoever wonders why it ended.</summary>
    public string LastWords => string.Join(
        Environment.NewLine, (Read(output) + Environment.NewLine + Read(error)).Split(Environment.NewLine).TakeLast(LastLines));

    /// <summary>Whether it ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Starts one.</summary>
    /// <exception cref="ReleaseException">There is no such program.</exception>
    public static DrillProcess Start(ProcessStartInfo start, TimeProvider clock)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            return new DrillProcess(Process.Start(start)!, clock);
        }
        catch (Win32Exception e)
        {
            throw new ReleaseException("EL2090", $"{start.FileName} cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Whether it wrote a line with some words, to either output.</summary>
    public bool Says(string words) => Find(words) is not null;

    /// <summary>Waits until it wrote a line with some words, and returns it.</summary>
    /// <exception cref="ReleaseException">It ended before.</exception>
    public async Task<string> SaysAsync(string words, CancellationToken ct)
    {
        await UntilAsync(() => Task.FromResult(Says(words)), $"says '{words}'", ct);
        return Find(words)!;
    }

    /// <summary>Waits until something holds that this process brings about.</summary>
    /// <exception cref="ReleaseException">It ended before, or it takes too long.</exception>
    public async Task UntilAsync(Func<Task<bool>> holds, string what, CancellationToken ct)
    {
        var begun = clock.GetTimestamp();
        while (!await holds())
        {
            if (process.HasExited || clock.GetElapsedTime(begun) > Longest)
            {
                throw new ReleaseException(
                    "EL2090", $"A process of the drill did not come so far that it {what}:{Environment.NewLine}{LastWords}");
            }

            await Task.Delay(Look, clock, ct);
        }
    }

    /// <summary>Waits for its end, and returns its exit code.</summary>
    public async Task<int> ExitAsync(CancellationToken ct)
    {
        await process.WaitForExitAsync(ct);
        return process.ExitCode;
    }

    /// <summary>Stops it where it is; it goes on when nobody ends it.</summary>
    public void Freeze() => Signals.Freeze(process.Id);

    /// <summary>Ends it at once: nothing of it is cleaned up.</summary>
    public void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }

    /// <summary>Asks it to end, waits, and ends it when it does not.</summary>
    public async Task EndAsync()
    {
        if (!process.HasExited)
        {
            Signals.AskToEnd(process.Id);
        }

        // Not for the end of its output: what it started may hold that open.
        var begun = clock.GetTimestamp();
        while (!process.HasExited && clock.GetElapsedTime(begun) < Patience)
        {
            await Task.Delay(Look, clock);
        }

        Kill();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        process.Dispose();
    }

    private static void Take(List<string> lines, string? line)
    {
        if (line is not null)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }

    private static string Read(List<string> lines)
    {
        lock (lines)
        {
            return string.Join(Environment.NewLine, lines);
        }
    }

    private string? Find(string words) => Find(output, words) ?? Find(error, words);

    private static string? Find(List<string> lines, string words)
    {
        lock (lines)
        {
            return lines.Find(line => line.Contains(words, StringComparison.Ordinal));
        }
    }
}
