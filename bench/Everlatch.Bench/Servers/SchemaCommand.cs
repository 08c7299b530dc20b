using System.Diagnostics;

namespace Everlatch.Bench.Servers;

/// <summary>An <c>everlatch schema</c> command in a process of its own, with what it said on standard error.</summary>
internal sealed class SchemaCommand : IDisposable
{
    private readonly Process process;
    private readonly List<string> said = [];
    private readonly Task reading;

    private SchemaCommand(Process process, Action<string>? hear)
    {
        this.process = process;
        reading = ReadAsync(hear);
    }

    /// <summary>Begins it.</summary>
    /// <param name="program">The build that it is a command of.</param>
    /// <param name="hear">Called with each line of standard error as it comes.</param>
    /// <param name="arguments">What follows <c>schema</c>.</param>
    public static SchemaCommand Begin(string program, Action<string>? hear, params string[] arguments) => new(
        Process.Start(new ProcessStartInfo("dotnet", [program, "schema", .. arguments])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!,
        hear);

    /// <summary>Runs it to its end, and throws unless it exits 0.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var command = Begin(program, null, arguments);
        if (await command.EndAsync() is not 0 and var code)
        {
            throw new InvalidOperationException($"schema {arguments[0]} exited {code}: {string.Join('\n', command.said)}");
        }
    }

    /// <summary>Waits for its end: its exit code.</summary>
    public async Task<int> EndAsync()
    {
        _ = process.StandardOutput.ReadToEndAsync();
        await reading;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Ends it as a machine that loses its power does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose() => process.Dispose();

    private async Task ReadAsync(Action<string>? hear)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            hear?.Invoke(line);
        }
    }
}
