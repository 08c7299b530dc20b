using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Everlatch.Testing;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Edge.Tests.Hosts;

/// <summary>Each connection gets the certificate of the host that it names.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Tenant = "acme.base.test";
    private readonly TestAuthority authority = new();
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-certificates-");

    public TlsTests()
    {
        TestAuthority.Write(folder.FullName, TestEdge.Host, authority.Server(TestEdge.Host));
        TestAuthority.Write(folder.FullName, "_.base.test", authority.Server("*.base.test"));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestEdge.Host, TestEdge.Host)]
    [InlineData(Tenant, "*.base.test")]
    public async Task The_certificate_is_the_hosts(string host, string subject)
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await StartAsync(server);

        await using var tls = await HandshakeAsync(edge, host);

        Assert.Equal($"CN={subject}", tls.RemoteCertificate!.Subject);
        Assert.True(authority.Issued(tls.RemoteCertificate));
    }

    [Theory]
    [InlineData("other.test")]
    [InlineData("a.acme.base.test")]
    [InlineData("base.test")]
    [InlineData("")]
    [InlineData("../base.test")]
    public async Task A_name_that_is_nobodys_gets_no_connection(string host)
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await StartAsync(server);
        await Assert.ThrowsAnyAsync<Exception>(() => HandshakeAsync(edge, host));
        await using var tls = await HandshakeAsync(edge, TestEdge.Host);
    }

    [Theory]
    [InlineData(1, "HTTP/1.1")]
    [InlineData(2, "HTTP/2")]
    public async Task People_come_by_both_versions_and_are_told_to_come_by_https_again(int version, string protocol)
    {
        await using var server = await StubServer.StartAsync(
            context => context.Response.WriteAsync(context.Request.Headers["X-Forwarded-Proto"].ToString()));
        await using var edge = await StartAsync(server);
        using var http = Client(edge);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"https://{TestEdge.Host}:{edge.Port}/signin"))
        {
            Version = new Version(version, version == 1 ? 1 : 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("password=x"),
        };

        using var answer = await http.SendAsync(request, Ct);

        Assert.Equal("https", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(protocol, $"HTTP/{answer.Version.ToString(version == 1 ? 2 : 1)}");
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        var seen = Assert.Single(server.Seen);
        Assert.Equal("password=x", seen.Text);
        Assert.Equal($"{TestEdge.Host}:{edge.Port}", seen.Headers["Host"]);
    }

    [Fact]
    public async Task A_new_certificate_is_served_and_open_connections_stay()
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await StartAsync(server);
        await using var before = await HandshakeAsync(edge, TestEdge.Host);
        await RequestAsync(before);

        TestAuthority.Write(folder.FullName, TestEdge.Host, authority.Server(TestEdge.Host));
        TestAuthority.Write(folder.FullName, "new.test", authority.Server("new.test"));
        await TestEdge.UntilAsync(async () =>
        {
            await using var now = await HandshakeAsync(edge, TestEdge.Host);
            return now.RemoteCertificate!.GetSerialNumberString() != before.RemoteCertificate!.GetSerialNumberString();
        });

        await using var added = await HandshakeAsync(edge, "new.test");
        await RequestAsync(before);
    }

    [Fact]
    public async Task A_pair_that_cannot_be_read_leaves_the_one_before()
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await StartAsync(server);

        // Another key than the certificate's.
        File.WriteAllText(Path.Combine(folder.FullName, TestEdge.Host + ".key"), authority.Server(TestEdge.Host).Key);
        await TestEdge.UntilAsync(() => Task.FromResult(edge.Events.Has(6002)));

        await using var tls = await HandshakeAsync(edge, TestEdge.Host);
        await RequestAsync(tls);
    }

    [Fact]
    public async Task Old_versions_of_TLS_are_not_spoken()
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await StartAsync(server);
#pragma warning disable SYSLIB0039, CA5397 // What is refused here.
        await Assert.ThrowsAnyAsync<Exception>(() => HandshakeAsync(edge, TestEdge.Host, SslProtocols.Tls11));
#pragma warning restore SYSLIB0039, CA5397
#pragma warning disable CA5398 // What is accepted here.
        await using var tls = await HandshakeAsync(edge, TestEdge.Host, SslProtocols.Tls12);
#pragma warning restore CA5398
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private Task<TestEdge> StartAsync(StubServer server) => TestEdge.StartAsync(
        [
            ("Everlatch:Edge:Listen:0", "https://127.0.0.1:{port}"),
            ("Everlatch:Edge:PlainHttp", "false"),
            ("Everlatch:Edge:BaseDomains:0", "*.base.test"),
            ("Everlatch:Edge:CertificatesFolder", folder.FullName),
        ],
        TestEdge.SlotsOf(("blue", 100, [server])));

    private HttpClient Client(TestEdge edge) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, ct) => new NetworkStream(await ConnectAsync(edge.Port, ct), ownsSocket: true),
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, shown, _, errors) =>
                !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && authority.Issued(shown),
        },
    });

    private async Task<SslStream> HandshakeAsync(TestEdge edge, string host, SslProtocols versions = SslProtocols.None)
    {
        var tls = new SslStream(new NetworkStream(await ConnectAsync(edge.Port, Ct), ownsSocket: true));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host,
                EnabledSslProtocols = versions,
                RemoteCertificateValidationCallback = (_, shown, _, _) => authority.Issued(shown),
            },
            Ct);
        return tls;
    }

    private static async Task<Socket> ConnectAsync(int port, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, ct);
        return socket;
    }

    private static async Task RequestAsync(SslStream tls)
    {
        await tls.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {TestEdge.Host}\r\n\r\n"), Ct);
        var buffer = new byte[4096];
        var length = 0;
        while (!System.Text.Encoding.ASCII.GetString(buffer, 0, length).Contains("hello", StringComparison.Ordinal))
        {
            var read = await tls.ReadAsync(buffer.AsMemory(length), Ct);
            Assert.NotEqual(0, read);
            length += read;
        }
    }
}
