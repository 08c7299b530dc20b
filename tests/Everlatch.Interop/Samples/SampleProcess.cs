using System.Diagnostics;
using System.Net;
using System.Text;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Samples;

/// <summary>A sample in a process of its own, on a free port.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private const int Attempts = 300;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly StringBuilder output = new();
    private readonly Process process;

    private SampleProcess(ProcessStartInfo start)
    {
        start.Environment["URL"] = Url.GetLeftPart(UriPartial.Authority);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>All that it said.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>The folder that a sample was built to.</summary>
    public static string Built(string sample)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        return Checkout.PathOf($"samples/{sample}/bin/{configuration}/net10.0");
    }

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<SampleProcess> StartAsync(
        string sample, string assembly, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Built(sample), assembly)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var started = new SampleProcess(start);
        try
        {
            await started.ListenAsync();
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task ListenAsync()
    {
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(Url);
                return;
            }
            catch (HttpRequestException) when (attempt < Attempts && !process.HasExited)
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
            catch (HttpRequestException e)
            {
                throw new InvalidOperationException($"The sample does not listen:\n{Output}", e);
            }
        }
    }

    private void Take(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
