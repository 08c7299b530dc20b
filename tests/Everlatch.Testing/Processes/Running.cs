using System.Diagnostics;
using System.Text;
using Xunit;

namespace Everlatch.Testing.Processes;

/// <summary>A program in a process of its own, with all that it said.</summary>
public sealed class Running : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isDisposed;

    private Running(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        process = Process.Start(start)!;
        Id = process.Id;
        process.OutputDataReceived += (_, line) => Take(output, line.Data);
        process.ErrorDataReceived += (_, line) => Take(error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Read(output);

    public string Error => Read(error);

    /// <summary>Its process id.</summary>
    public int Id { get; }

    /// <summary>Whether it goes on.</summary>
    public bool IsRunning => !isDisposed && !process.HasExited;

    /// <summary>What other users of this machine can read of it.</summary>
    public string CommandLine => File.ReadAllText($"/proc/{process.Id}/cmdline");

    /// <summary>Starts the everlatch that was built beside this test.</summary>
    public static Running Everlatch(params IEnumerable<string> arguments) =>
        new(new ProcessStartInfo("dotnet", [Product.CommandLine, .. arguments]));

    /// <summary>The same, told by its environment.</summary>
    public static Running Everlatch(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments) =>
        new(With(environment, new ProcessStartInfo("dotnet", [Product.CommandLine, .. arguments])));

    /// <summary>Has a shell run a line in which <c>everlatch</c> is the one that was built beside this test.</summary>
    public static Running Shell(string line, IReadOnlyDictionary<string, string> environment)
    {
        var everlatch = $"everlatch() {{ dotnet '{Product.CommandLine}' \"$@\"; }}";
        return new(With(environment, new ProcessStartInfo("sh", ["-c", $"{everlatch}; {line}"])));
    }

    /// <summary>Starts any program, with a PATH of its own.</summary>
    public static Running Program(string program, string path, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["PATH"] = path;
        return new Running(start);
    }

    /// <summary>Waits for the line that says it serves.</summary>
    public async Task<Running> ReadyAsync()
    {
        var first = await Task.WhenAny(ready.Task, process.WaitForExitAsync(), Task.Delay(Patience, TimeProvider.System));
        Assert.True(first == ready.Task, $"It did not become ready:\n{Output}\n{Error}");
        return this;
    }

    /// <summary>Waits until it says this on standard error.</summary>
    public async Task ErrorAsync(string words)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!Error.Contains(words, StringComparison.Ordinal))
        {
            Assert.False(process.HasExited, $"It ended without a word of '{words}':\n{Output}\n{Error}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Waits until it says this in its log, on standard output.</summary>
    public async Task LoggedAsync(string words)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!Output.Contains(words, StringComparison.Ordinal))
        {
            Assert.False(process.HasExited, $"It ended without a word of '{words}':\n{Output}\n{Error}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Sends a signal such as <c>INT</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end.</summary>
    /// <param name="longest">How long at most, where that is more than most programs take.</param>
    public async Task<int> ExitAsync(TimeSpan? longest = null)
    {
        using var patience = new CancellationTokenSource(longest ?? Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private void Take(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }

        if (line?.StartsWith("ready ", StringComparison.Ordinal) == true)
        {
            ready.TrySetResult();
        }
    }

    private static ProcessStartInfo With(IReadOnlyDictionary<string, string> environment, ProcessStartInfo start)
    {
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
