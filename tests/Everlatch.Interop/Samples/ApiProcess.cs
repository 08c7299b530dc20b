using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Samples;

/// <summary>The product, and samples/Api as a process of its own that trusts it.</summary>
public sealed class ApiProcess : IAsyncLifetime
{
    private const int Attempts = 300;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient http = new();
    private readonly StringBuilder output = new();
    private readonly Uri invoices = new($"http://127.0.0.1:{FreePort()}/invoices");
    private Process? process;

    /// <summary>The product.</summary>
    public UpProcess Up { get; } = new();

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await Up.InitializeAsync();
        var start = new ProcessStartInfo("dotnet", [Built()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ISSUER"] = Up.Issuer;
        start.Environment["AUDIENCE"] = Up.Up.GetProperty("demo").GetProperty("machine").GetProperty("audience").GetString();
        start.Environment["URL"] = invoices.GetLeftPart(UriPartial.Authority);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => output.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => output.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ListenAsync();
    }

    /// <summary>Asks for the invoices with a token, or without one.</summary>
    public async Task<HttpResponseMessage> GetInvoicesAsync(string? token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, invoices);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, ct);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        http.Dispose();
        await Up.DisposeAsync();
    }

    private async Task ListenAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await GetInvoicesAsync(null, CancellationToken.None);
                return;
            }
            catch (HttpRequestException) when (attempt < Attempts && process is { HasExited: false })
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
            catch (HttpRequestException e)
            {
                throw new InvalidOperationException($"samples/Api does not listen:\n{output}", e);
            }
        }
    }

    private static string Built()
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        return Checkout.PathOf($"samples/Api/bin/{configuration}/net10.0/Samples.Api.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
