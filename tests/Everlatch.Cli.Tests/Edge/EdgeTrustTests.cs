using System.Net;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Edge;

/// <summary>Between machines both sides prove who they are, or nothing is sent.</summary>
public sealed class EdgeTrustTests : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-trust-");
    private readonly TestAuthority ours = new();
    private readonly TestAuthority theirs = new();
    private readonly int port = FreePort.Take();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edge_and_a_server_speak_only_when_each_knows_the_others_authority()
    {
        await using var database = await TestDatabase.CreateAsync<SqliteEngine>();
        using var machine = await Operator.InitAsync(database.Options);
        await using var server = StartServer(database);
        await using var edge = await StartEdge("ours", ours.Client("edge"), ours).ReadyAsync();
        await using var unknownEdge = StartEdge("unknown", theirs.Client("edge"), ours);
        await using var notForClients = StartEdge("server", ours.Server("edge"), ours);
        await using var suspicious = StartEdge("suspicious", ours.Client("edge"), theirs);

        Assert.Equal(HttpStatusCode.OK, await TokenAsync(edge, machine));
        foreach (var refused in new[] { unknownEdge, notForClients, suspicious })
        {
            await refused.UntilServersAsync(0);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await TokenAsync(refused, machine));
        }

        // Nobody else: without a certificate there is not even health.
        using var stranger = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => ours.Issued(shown) },
        });
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            stranger.GetAsync(new Uri($"https://127.0.0.1:{port}/health/live"), Ct));
    }

    public void Dispose()
    {
        ours.Dispose();
        theirs.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<HttpStatusCode> TokenAsync(FrontDoor edge, Operator machine)
    {
        using var http = edge.Client();
        using var form = new FormUrlEncodedContent(machine.TokenForm());
        using var answer = await http.PostAsync("/oauth2/token", form, Ct);
        return answer.StatusCode;
    }

    private BehindEdge StartServer(TestDatabase<SqliteEngine> database)
    {
        TestAuthority.Write(folder.FullName, "behind", ours.Server("127.0.0.1"));
        File.WriteAllText(Path("ours.pem"), ours.Pem);
        File.WriteAllText(Path("theirs.pem"), theirs.Pem);
        return BehindEdge.OnPort(
            database.Options,
            port,
            ("EVERLATCH__SERVER__CERTIFICATEFILE", Path("behind.crt")),
            ("EVERLATCH__SERVER__CERTIFICATEKEYFILE", Path("behind.key")),
            ("EVERLATCH__SERVER__EDGECAFILE", Path("ours.pem")));
    }

    private FrontDoor StartEdge(string name, (string, string) shown, TestAuthority believed)
    {
        var own = System.IO.Directory.CreateDirectory(Path(name + ".edge")).FullName;
        TestAuthority.Write(folder.FullName, name, shown);
        return FrontDoor.Start(
            own,
            ours,
            [$"https://127.0.0.1:{port}"],
            ("EVERLATCH__EDGE__CLIENTCERTIFICATEFILE", Path(name + ".crt")),
            ("EVERLATCH__EDGE__CLIENTKEYFILE", Path(name + ".key")),
            ("EVERLATCH__EDGE__SERVERCAFILE", Path(believed == ours ? "ours.pem" : "theirs.pem")));
    }

    private string Path(string name) => System.IO.Path.Combine(folder.FullName, name);
}
