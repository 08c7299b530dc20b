using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Everlatch.Testing.Processes;

/// <summary>
/// The product as a stranger starts it: <c>everlatch up</c> in a process of its own, on a free port, with a fresh data folder.
/// </summary>
public sealed class UpProcess : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly IReadOnlyList<string> more;
    private readonly StringBuilder output = new();

    // Each of several regions has a port of its own, the first one's neighbours.
    private readonly int port = FreePort.Take(2);
    private TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? process;

    /// <summary>Starts it with the embedded defaults.</summary>
    public UpProcess()
        : this(null, [])
    {
    }

    private UpProcess(string? folder, IReadOnlyList<string> more)
    {
        Folder = folder ?? System.IO.Directory.CreateTempSubdirectory("everlatch-up-").FullName;
        this.more = more;
    }

    /// <summary>One that is started with more arguments.</summary>
    public static UpProcess With(params string[] more) => new(null, more);

    /// <summary>One that keeps everything in a folder of the test's, which goes with it.</summary>
    public static UpProcess In(string folder) => new(folder, []);

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>Variables of its environment, to be added before it starts.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>What <c>up.json</c> holds.</summary>
    public JsonElement Up { get; private set; }

    /// <summary>The text of <c>up.json</c>, for a client of another language.</summary>
    public string UpText { get; private set; } = "";

    /// <summary>Its port; a second region has the next one.</summary>
    public int Port => port;

    /// <summary>The text of another region's <c>up.json</c>.</summary>
    public string UpTextOf(string region) => File.ReadAllText(Path.Combine(Folder, region, "up.json"));

    /// <summary>The issuer of the demo environment.</summary>
    public string Issuer => Up.GetProperty("issuer").GetString()!;

    /// <inheritdoc />
    public ValueTask InitializeAsync() => new(StartAsync());

    /// <summary>Kills it and starts it again, with the same folder on the same port.</summary>
    /// <param name="between">What happens while it is away.</param>
    public async Task RestartAsync(Func<Task>? between = null)
    {
        await KillAsync();
        await (between?.Invoke() ?? Task.CompletedTask);
        ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }

    private async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Product.CommandLine, "up", "--data", Folder, "--port", $"{port}", .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A whole suite comes from one address; what one address may do is tested where it can be counted.
        start.Environment["EVERLATCH__LOCKOUTS__ADDRESSATTEMPTS"] = "10000";
        start.Environment["EVERLATCH__LOCKOUTS__SIGNUPSPERADDRESS"] = "10000";
        start.Environment["EVERLATCH__LOCKOUTS__LINKREQUESTSPERADDRESS"] = "10000";

        // Customers' domains can be claimed, and nobody answers about them.
        start.Environment["EVERLATCH__DOMAINS__CNAMETARGET"] = "domains.everlatch.net";
        start.Environment["EVERLATCH__DOMAINS__RESOLVERS__0"] = "127.0.0.1:1";
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var first = await Task.WhenAny(ready.Task, process.WaitForExitAsync(), Task.Delay(Patience, TimeProvider.System));
        Assert.True(first == ready.Task, $"`everlatch up` did not become ready:\n{output}");
        UpText = await File.ReadAllTextAsync(Path.Combine(Folder, "up.json"));
        Up = JsonDocument.Parse(UpText).RootElement;
    }

    private async Task KillAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
    }

    private void Take(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }

        if (line?.StartsWith("ready ", StringComparison.Ordinal) == true)
        {
            ready.TrySetResult();
        }
    }
}
