using System.Net;
using Everlatch.Release.Canary;
using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Canary;

/// <summary>
/// Two servers of the same build over one database, behind a real edge: as canary and baseline they are equal, until one of
/// them is not.
/// </summary>
public sealed class RealServersTests(SlotServers servers, ITestOutputHelper output) : IClassFixture<SlotServers>
{
    private const int Rounds = 60;
    private const int Clients = 60;
    private static readonly string[] Paths = ["/.well-known/openid-configuration", "/oauth2/jwks", "/signin", "/nowhere"];

    // A busy machine for tests takes a while for 200 requests of people.
    private static readonly CanaryLimits Limits = new() { MinRequests = 100 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_passes_beside_its_equal_and_fails_once_it_is_gone()
    {
        await using var edge = new SplitEdge(servers);
        await edge.StartAsync();
        using var watched = new Watched(servers);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var traffic = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => AskAsync(edge, client, end.Token)));
        for (var round = 0; round < Rounds; round++)
        {
            await watched.RoundAsync(edge.Address);
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Ct);
        }

        var verdict = watched.Judge(Limits);
        output.WriteLine(string.Join('\n', verdict.Findings));
        Assert.IsType<Verdict.Pass>(verdict);

        await servers.Servers[0].DisposeAsync();
        await watched.RoundAsync(edge.Address);
        var fail = Assert.IsType<Verdict.Fail>(watched.Judge(Limits));
        Assert.Contains(fail.Reasons, reason => reason.Rule == "probes");
        Assert.Contains(fail.Reasons, reason => reason.Rule == "exits");
        await end.CancelAsync();
        await traffic;
    }

    // One in four asks for what is not there, at both alike.
    private async Task AskAsync(SplitEdge edge, int client, CancellationToken ct)
    {
        using var http = SplitEdge.Client(client);
        try
        {
            for (var n = client; ; n++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(edge.Address, Paths[n % Paths.Length]));
                request.Headers.Host = servers.Issuer.Authority;
                using var answer = await http.SendAsync(request, ct);
                Assert.NotEqual(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
                await Task.Delay(TimeSpan.FromMilliseconds(1500), TimeProvider.System, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
