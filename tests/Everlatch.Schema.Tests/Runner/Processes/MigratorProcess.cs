using System.Diagnostics;
using System.Threading.Channels;
using Everlatch.Testing;

namespace Everlatch.Schema.Tests.Runner.Processes;

/// <summary>A migration run in a process of its own. It is killed when this is disposed of, unless it has ended.</summary>
internal sealed class MigratorProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly List<string> read = [];

    private MigratorProcess(Process process) => this.process = process;

    /// <summary>Its process.</summary>
    public int Pid => process.Id;

    /// <summary>What it said so far, as far as it was waited for.</summary>
    public string Said => string.Join('\n', read);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts one on a database, with a build's files in a folder.</summary>
    public static MigratorProcess Start(SchemaDatabase database, string folder, params string[] more)
    {
        // Built beside the tests, with the same configuration.
        var output = AppContext.BaseDirectory.TrimEnd('/').Split("/bin/")[1];
        var program = Checkout.PathOf($"tests/Everlatch.Testing.Migrator/bin/{output}/migrator.dll");
        var start = new ProcessStartInfo("dotnet", [program, database.Engine.Name, folder, "1.0.0", .. more])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var migrator = new MigratorProcess(Process.Start(start)!);
        migrator.process.OutputDataReceived += (_, line) => migrator.Hear(line.Data);
        migrator.process.ErrorDataReceived += (_, line) => _ = line.Data is { } text && migrator.lines.Writer.TryWrite(text);
        migrator.process.BeginOutputReadLine();
        migrator.process.BeginErrorReadLine();
        migrator.process.StandardInput.WriteLine(database.ConnectionString);
        return migrator;
    }

    /// <summary>Waits until it says a line that begins so, and returns it.</summary>
    public async Task<string> HearAsync(string beginning)
    {
        await foreach (var line in lines.Reader.ReadAllAsync(Ct))
        {
            read.Add(line);
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"It ended without a line '{beginning}…' and said: {Said}");
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(Ct);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(Ct);
        await foreach (var line in lines.Reader.ReadAllAsync(Ct))
        {
            read.Add(line);
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private void Hear(string? line)
    {
        _ = line is null ? lines.Writer.TryComplete() : lines.Writer.TryWrite(line);
    }
}
