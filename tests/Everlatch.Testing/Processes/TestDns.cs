using System.Diagnostics;
using System.Net.Http.Json;
using Xunit;

namespace Everlatch.Testing.Processes;

/// <summary>
/// A real DNS server of one test's own: pebble's mock, which answers what it is told. Names it was told nothing of have no
/// records but an address of this machine.
/// </summary>
public sealed class TestDns : IAsyncDisposable
{
    private readonly int port = FreePort.Take();
    private readonly int management = FreePort.Take();
    private readonly HttpClient http = new();
    private Process process = null!;

    /// <summary>Its address, as resolvers are configured.</summary>
    public string Address => $"127.0.0.1:{port}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts one.</summary>
    public static async Task<TestDns> StartAsync()
    {
        var dns = new TestDns();
        dns.Run();
        await dns.ReadyAsync();
        return dns;
    }

    /// <summary>Adds a TXT record.</summary>
    public Task SetTextAsync(string name, string value) => TellAsync("set-txt", new { host = Full(name), value });

    /// <summary>Takes the TXT records of a name away.</summary>
    public Task ClearTextAsync(string name) => TellAsync("clear-txt", new { host = Full(name) });

    /// <summary>Makes a name an alias.</summary>
    public Task SetAliasAsync(string name, string target) =>
        TellAsync("set-cname", new { host = Full(name), target = Full(target) });

    /// <summary>Takes an alias away.</summary>
    public Task ClearAliasAsync(string name) => TellAsync("clear-cname", new { host = Full(name) });

    /// <summary>Answers every question about a name with SERVFAIL.</summary>
    public Task FailAsync(string name) => TellAsync("set-servfail", new { host = Full(name) });

    /// <summary>Answers about it as before.</summary>
    public Task MendAsync(string name) => TellAsync("clear-servfail", new { host = Full(name) });

    /// <summary>Gives a name addresses of its own.</summary>
    public Task SetAddressAsync(string name, string address) =>
        TellAsync("add-a", new { host = Full(name), addresses = new[] { address } });

    /// <summary>Takes the addresses of its own away.</summary>
    public Task ClearAddressAsync(string name) => TellAsync("clear-a", new { host = Full(name) });

    /// <summary>Lets the records of a name allow these authorities.</summary>
    public Task AllowAsync(string name, params IEnumerable<string> issuers) => TellAsync(
        "add-caa", new { host = Full(name), policies = issuers.Select(value => new { tag = "issue", value }) });

    /// <summary>Takes those records away.</summary>
    public Task ClearAllowedAsync(string name) => TellAsync("clear-caa", new { host = Full(name) });

    /// <summary>Makes it silent about everything.</summary>
    public Task FreezeAsync() => Signals.SendAsync("STOP", process.Id);

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => Signals.SendAsync("CONT", process.Id);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
    }

    private static string Full(string name) => name.EndsWith('.') ? name : name + ".";

    private async Task TellAsync(string verb, object what)
    {
        using var answer = await http.PostAsJsonAsync(new Uri($"http://127.0.0.1:{management}/{verb}"), what, Ct);
        answer.EnsureSuccessStatusCode();
    }

    private void Run()
    {
        var start = new ProcessStartInfo("pebble-challtestsrv") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
            "-dns01", Address, "-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv6", "", "-management",
            $"127.0.0.1:{management}",
        })
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task ReadyAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await ClearTextAsync("ready.invalid");
                return;
            }
            catch (HttpRequestException) when (attempt < 200)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
            }
        }
    }
}
