using System.Diagnostics;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Outages;

/// <summary>One more server of a region that <c>up</c> began: <c>everlatch serve</c> in a process of its own.</summary>
internal sealed class ServeProcess(string postgres, string masterKeyFile) : IAsyncDisposable
{
    private readonly int port = FreePort.Take();
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-serve-").FullName;
    private Process? process;

    /// <summary>Where it listens.</summary>
    public string Address => $"http://127.0.0.1:{port}";

    /// <summary>Starts it, and returns when it is ready.</summary>
    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Product.CommandLine, "serve"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["EVERLATCH_MASTER_KEY_FILE"] = masterKeyFile;
        start.Environment["EVERLATCH__SERVER__LISTEN__0"] = Address;
        start.Environment["EVERLATCH__SERVER__PLAINHTTP"] = "true";
        start.Environment["EVERLATCH__STORAGE__POSTGRES"] = postgres;
        start.Environment["EVERLATCH__STORAGE__JOURNALFOLDER"] = Path.Combine(folder, "journal");
        start.Environment["EVERLATCH__DIRECTORY__COPYFOLDER"] = Path.Combine(folder, "directory");
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient();
        while (!await IsReadyAsync(http))
        {
            Assert.False(process.HasExited, "`everlatch serve` ended");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(Address + "/health/ready", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
