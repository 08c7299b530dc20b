using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Core.Secrets;
using Everlatch.Edge;
using Everlatch.Edge.Regions;
using Everlatch.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Cli.Tests.Regions;

/// <summary>What a running server tells edges, and what an edge makes of it.</summary>
public sealed class RouteFeedTests : IDisposable
{
    private const string Token = "the edges' token";
    private readonly Place place = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task An_edge_learns_hosts_and_documents_and_follows_changes_and_goes_on_without_its_region()
    {
        var port = FreePort.Take();
        await using var up = await UpAsync(port);
        var key = await KeyAsync();
        await using (var edge = await EdgeAsync(port, key))
        {
            var route = await KnownAsync(edge, "localhost");
            Assert.Equal($"http://localhost:{port}", route.Issuer);
            Assert.Equal(
                await GetAsync(port, "/.well-known/openid-configuration"),
                Encoding.UTF8.GetString(route.Environment.MetadataOf(route.Issuer).Utf8.Span));
            Assert.Equal(await GetAsync(port, "/oauth2/jwks"), Encoding.UTF8.GetString(route.Environment.Keys.Utf8.Span));

            var environment = route.Environment.Route.Environment!.Value.Value;
            await DoneAsync(["env", "host", "add", "login.acme.example", "--env", environment]);
            Assert.Equal(environment, (await KnownAsync(edge, "login.acme.example")).Environment.Route.Environment!.Value.Value);
        }

        await up.SignalAsync("KILL");
        await up.ExitAsync();

        // A new edge, with nothing but what the other one left on its disk.
        await using var later = await EdgeAsync(port, key);
        Assert.NotNull(RoutesOf(later).Find("login.acme.example"));
    }

    [Fact]
    public async Task An_edge_that_was_told_another_key_believes_nothing()
    {
        var port = FreePort.Take();
        await using var up = await UpAsync(port);
        using var forger = new FeedKey(new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Length)));

        await using var edge = await EdgeAsync(port, forger.Public.ToString());
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Ct);
        Assert.Null(RoutesOf(edge).Find("localhost"));
        Assert.False(RoutesOf(edge).IsKnown);
    }

    [Fact]
    public async Task Only_who_has_the_token_is_answered()
    {
        var port = FreePort.Take();
        await using var up = await UpAsync(port);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(port, Token, ""));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(port, Token, "?after=0"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(port, Token, "?format=2&after=0&has=1"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(port, Token, "?after=-1"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(port, Token, "?after=99999999999999999999"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(port, "another", ""));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(port, "", ""));
    }

    private static async Task<HttpStatusCode> StatusAsync(int port, string token, string query)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = token.Length > 0 ? new AuthenticationHeaderValue("Bearer", token) : null;
        using var answer = await http.GetAsync(new Uri($"http://localhost:{port}/edge/routes{query}"), Ct);
        return answer.StatusCode;
    }

    private Task<Running> UpAsync(int port) => Running.Everlatch(
        new Dictionary<string, string> { ["EVERLATCH__FEED__REGION"] = "eu", ["EVERLATCH__FEED__TOKEN"] = Token },
        "up", "--data", place.Folder, "--port", $"{port}").ReadyAsync();

    private async Task<string> KeyAsync()
    {
        var environment = new Dictionary<string, string>
        {
            ["EVERLATCH_MASTER_KEY_FILE"] = Path.Combine(place.Folder, "master.key"),
        };
        await using var command = Running.Everlatch(environment, "region", "key", "--json");
        Assert.Equal(0, await command.ExitAsync());
        return JsonDocument.Parse(command.Output).RootElement.GetProperty("key").GetString()!;
    }

    private async Task DoneAsync(params IEnumerable<string> verb)
    {
        await using var command = Running.Everlatch([.. verb, "--data", place.Folder]);
        Assert.True(await command.ExitAsync() == 0, command.Output + command.Error);
    }

    private async Task<WebApplication> EdgeAsync(int port, string key)
    {
        var slots = Path.Combine(place.Folder, "slots.json");
        await File.WriteAllTextAsync(
            slots, $$"""{"slots":[{"name":"blue","share":100,"servers":["http://127.0.0.1:{{port}}"]}]}""", Ct);
        var edge = EdgeApp.Build(new EdgeStart
        {
            Settings = new Dictionary<string, string?>
            {
                ["Everlatch:Edge:Listen:0"] = $"http://127.0.0.1:{FreePort.Take()}",
                ["Everlatch:Edge:SlotsFile"] = slots,
                ["Everlatch:Routes:Regions:0:Name"] = "eu",
                ["Everlatch:Routes:Regions:0:Keys:0"] = key,
                ["Everlatch:Routes:Folder"] = Path.Combine(place.Folder, "edge"),
                ["Everlatch:Routes:Token"] = Token,
                ["Everlatch:Routes:PollMilliseconds"] = "50",
            },
        });
        await edge.StartAsync(Ct);
        return edge;
    }

    private static LiveRoutes RoutesOf(WebApplication edge) => edge.Services.GetRequiredService<LiveRoutes>();

    private static async Task<Route> KnownAsync(WebApplication edge, string host)
    {
        for (var look = 0; look < 400; look++)
        {
            if (RoutesOf(edge).Find(host) is { } route)
            {
                return route;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }

        throw new TimeoutException($"The edge does not know {host}.");
    }

    private static async Task<string> GetAsync(int port, string path)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri($"http://localhost:{port}{path}"), Ct);
    }
}
