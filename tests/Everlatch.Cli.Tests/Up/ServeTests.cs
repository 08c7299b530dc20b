using System.Net;
using System.Security.Cryptography;
using Everlatch.Cli.Tests.Processes;

namespace Everlatch.Cli.Tests.Up;

public sealed class ServeTests : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-serve-");
    private readonly HttpClient http = new();
    private readonly int port = Place.FreePort();

    [Fact]
    public async Task It_waits_for_its_schema_and_becomes_ready_by_itself()
    {
        await using var serve = Start("serve");
        var (status, body) = await UntilAsync("/health/ready", answer => answer.Body.Contains("0001_", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("0001_foundation.expand", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync("/signin")).Status);

        await using (var before = Start("schema", "status"))
        {
            Assert.Equal(3, await before.ExitAsync());
        }

        await using (var apply = Start("schema", "apply"))
        {
            Assert.Equal(0, await apply.ExitAsync());
            Assert.Contains("applied 0001_foundation.expand", apply.Output, StringComparison.Ordinal);
        }

        await UntilAsync("/health/ready", answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await GetAsync("/signin")).Status);
    }

    [Fact]
    public async Task Told_to_stop_it_is_not_ready_but_still_accepts()
    {
        await using var serve = Start("serve");
        await UntilAsync("/health/live", answer => answer.Status == HttpStatusCode.OK);
        await serve.SignalAsync("TERM");
        await UntilAsync("/health/ready", answer => answer.Body.Contains("stopping", StringComparison.Ordinal));
        Assert.Equal(0, await serve.ExitAsync());
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Delete(recursive: true);
    }

    private Running Start(params string[] verb) => Running.Everlatch(
        new Dictionary<string, string>
        {
            ["EVERLATCH_MASTER_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["EVERLATCH__STORAGE__SQLITEFILE"] = Path.Combine(folder.FullName, "everlatch.db"),
            ["EVERLATCH__SERVER__LISTEN__0"] = $"http://127.0.0.1:{port}",
            ["EVERLATCH__SERVER__DRAINSECONDS"] = "3",
        },
        verb);

    private async Task<(HttpStatusCode Status, string Body)> UntilAsync(string path, Func<(HttpStatusCode Status, string Body), bool> good)
    {
        (HttpStatusCode Status, string Body) last = default;
        for (var look = 0; look < 600; look++)
        {
            last = await GetAsync(path);
            if (good(last))
            {
                return last;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"{path} says {last.Status}: {last.Body}");
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"), TestContext.Current.CancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (HttpRequestException)
        {
            return (default, "");
        }
    }
}
