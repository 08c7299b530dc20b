using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Up;

public sealed class ServeTests : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-serve-");
    private readonly HttpClient http = new();
    private readonly int port = FreePort.Take();
    private readonly string masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private string CredentialsPath => Path.Combine(folder.FullName, "operator.json");

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

    [Fact]
    public async Task From_an_empty_database_to_an_operator_who_manages_it()
    {
        await DoneAsync(0, "schema", "apply");
        var printed = await DoneAsync(0, "init", "--host", "login.example.com", "--credentials", CredentialsPath);
        await using var serve = Start("serve");
        await UntilAsync("/health/ready", answer => answer.Status == HttpStatusCode.OK);

        using var @operator = JsonDocument.Parse(
            await File.ReadAllTextAsync(CredentialsPath, TestContext.Current.CancellationToken));
        var secret = @operator.RootElement.GetProperty("client_secret").GetString()!;
        using var token =
            await SendAsync(HttpMethod.Post, "/oauth2/token", null, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = @operator.RootElement.GetProperty("client_id").GetString()!,
            ["client_secret"] = secret,
            ["resource"] = "urn:everlatch:management",
            ["scope"] = "operator environments:read",
        }));
        using var environments = await SendAsync(HttpMethod.Get, "/api/v1/environments", await BearerAsync(token), null);
        Assert.Equal(HttpStatusCode.OK, environments.StatusCode);
        Assert.Equal("https://login.example.com/api/v1", @operator.RootElement.GetProperty("url").GetString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(CredentialsPath));
        Assert.DoesNotContain(secret, printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_verbs_report_is_one_document_for_machines()
    {
        Assert.Contains("0001_foundation.expand", await JsonAsync("steps", 0, "schema", "apply"), StringComparison.Ordinal);
        Assert.Equal("fits", await JsonAsync("verdict", 0, "schema", "status"));
        Assert.Equal("unreachable", await JsonAsync("status", 1, "health", "--url", $"http://127.0.0.1:{port}"));
        await using var serve = Start("serve");
        await UntilAsync("/health/ready", answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal("ready", await JsonAsync("status", 0, "health", "--url", $"http://127.0.0.1:{port}"));
    }

    [Fact]
    public async Task A_second_init_is_refused_and_leaves_no_file()
    {
        await DoneAsync(0, "schema", "apply");
        await DoneAsync(0, "init", "--host", "login.example.com", "--credentials", CredentialsPath);
        var second = Path.Combine(folder.FullName, "second.json");
        Assert.Contains(
            "EL1720",
            await DoneAsync(1, "init", "--host", "other.example.com", "--credentials", second),
            StringComparison.Ordinal);
        Assert.False(File.Exists(second));
    }

    [Fact]
    public async Task Init_waits_for_neither_its_schema_nor_a_taken_file()
    {
        string[] init = ["init", "--host", "login.example.com", "--credentials", CredentialsPath];
        Assert.Contains("EL1721", await DoneAsync(1, init), StringComparison.Ordinal);
        await DoneAsync(0, "schema", "apply");
        await File.WriteAllTextAsync(CredentialsPath, "mine", TestContext.Current.CancellationToken);
        Assert.Contains("EL1722", await DoneAsync(1, init), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(CredentialsPath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_init_that_was_cut_short_is_finished_by_another()
    {
        await DoneAsync(0, "schema", "apply");
        string[] init = ["init", "--host", "login.example.com", "--credentials", CredentialsPath];
        await DoneAsync(1, [.. init, "--issuer", "https://elsewhere.example.com"]);
        Assert.False(File.Exists(CredentialsPath));
        await DoneAsync(0, init);
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Delete(recursive: true);
    }

    private Running Start(params string[] verb) => Running.Everlatch(
        new Dictionary<string, string>
        {
            ["EVERLATCH_MASTER_KEY"] = masterKey,
            ["EVERLATCH__STORAGE__SQLITEFILE"] = Path.Combine(folder.FullName, "everlatch.db"),
            ["EVERLATCH__SERVER__LISTEN__0"] = $"http://127.0.0.1:{port}",
            ["EVERLATCH__SERVER__DRAINSECONDS"] = "3",
        },
        verb);

    private async Task<string> DoneAsync(int exit, params string[] verb)
    {
        await using var done = Start(verb);
        Assert.True(exit == await done.ExitAsync(), $"{string.Join(' ', verb)}: {done.Output}{done.Error}");
        return done.Output + done.Error;
    }

    private async Task<string> JsonAsync(string member, int exit, params string[] verb)
    {
        await using var done = Start([.. verb, "--json"]);
        Assert.Equal(exit, await done.ExitAsync());
        using var document = JsonDocument.Parse(done.Output);
        return document.RootElement.GetProperty(member).ToString();
    }

    private static async Task<string> BearerAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        return body.GetProperty("access_token").GetString()!;
    }

    // The way of a proxy that ends TLS: plain http here, the public name in Host.
    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? bearer, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri($"http://127.0.0.1:{port}{path}")) { Content = content };
        request.Headers.Host = "login.example.com";
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<(HttpStatusCode Status, string Body)> UntilAsync(
        string path, Func<(HttpStatusCode Status, string Body), bool> good)
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
            using var answer = await http.GetAsync(
                new Uri($"http://127.0.0.1:{port}{path}"), TestContext.Current.CancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (HttpRequestException)
        {
            return (default, "");
        }
    }
}
