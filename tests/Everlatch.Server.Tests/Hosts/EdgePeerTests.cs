using System.Net;
using System.Net.Sockets;
using Everlatch.Hosting;
using Everlatch.Server.Hosts;
using Everlatch.Server.Wiring;
using Everlatch.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Hosts;

/// <summary>Who is taken for an edge, and what is believed of it.</summary>
public sealed class EdgePeerTests : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-peer-");

    private string SocketPath => Path.Combine(folder.FullName, "server.sock");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "", "203.0.113.9", "203.0.113.9")]
    [InlineData(true, "", "2001:db8::1", "2001:db8::1")]
    [InlineData(true, "", "198.51.100.6, 203.0.113.9", "nobody")]
    [InlineData(true, "", "evil", "nobody")]
    [InlineData(false, "", "203.0.113.9", "nobody")]
    [InlineData(false, "0.0.0.0/0", "203.0.113.9", "nobody")]
    public async Task On_a_Unix_socket_an_edge_is_believed_where_the_setting_says_that_it_is_one(
        bool isEdge, string known, string forwardedFor, string believed)
    {
        await using var app = await StartAsync($"http://unix:{SocketPath}", isEdge, known);
        var (address, id) = await AskAsync(new UnixDomainSocketEndPoint(SocketPath), forwardedFor, "edge-1:2");
        Assert.Equal(believed, address);
        Assert.Equal(isEdge, id == "edge-1:2");
    }

    [Theory]
    [InlineData("127.0.0.1", "203.0.113.9", "edge-1:2")]
    [InlineData("10.0.0.0/8", "127.0.0.1", null)]
    public async Task Over_TCP_a_known_proxy_is_believed(string known, string believed, string? id)
    {
        var port = FreePort.Take();
        await using var app = await StartAsync($"http://127.0.0.1:{port}", isEdge: true, known);
        var said = await AskAsync(new IPEndPoint(IPAddress.Loopback, port), "203.0.113.9", "edge-1:2");
        Assert.Equal(believed, said.Address);
        Assert.Equal(id is not null, said.Id == id);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public async Task What_is_no_request_id_is_not_taken(string id)
    {
        await using var app = await StartAsync($"http://unix:{SocketPath}", isEdge: true, "");
        Assert.NotEqual(id, (await AskAsync(new UnixDomainSocketEndPoint(SocketPath), "203.0.113.9", id)).Id);
    }

    [Theory]
    [InlineData("600", UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(
        "660", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    public void A_socket_has_the_rights_that_are_set(string mode, UnixFileMode rights)
    {
        using var sockets = new UnixSockets(mode);
        using var socket = sockets.Bind(new UnixDomainSocketEndPoint(SocketPath));
        Assert.Equal(rights, File.GetUnixFileMode(SocketPath));
    }

    [Fact]
    public async Task A_socket_that_a_killed_server_left_is_no_obstacle_and_a_living_one_is()
    {
        // Nothing removes this one: it is what a killed process leaves.
        await File.WriteAllTextAsync(SocketPath, "", Ct);
        using (var sockets = new UnixSockets("600"))
        {
            using var socket = sockets.Bind(new UnixDomainSocketEndPoint(SocketPath));
            using var second = new UnixSockets("600");
            Assert.Equal(
                SocketError.AddressAlreadyInUse,
                Assert.Throws<SocketException>(() => second.Bind(new UnixDomainSocketEndPoint(SocketPath))).SocketErrorCode);
        }

        using var next = new UnixSockets("600");
        using var again = next.Bind(new UnixDomainSocketEndPoint(SocketPath));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<WebApplication> StartAsync(string listen, bool isEdge, string known)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(listen);
        builder.Services.Configure<ServerOptions>(server =>
        {
            server.EdgeOnUnixSocket = isEdge;
            foreach (var proxy in known.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                server.KnownProxies.Add(proxy);
            }
        });
        var app = builder.Build();
        app.UseClientAddress();
        app.Run(context => context.Response.WriteAsync(
            $"{context.Connection.RemoteIpAddress?.ToString() ?? "nobody"}\n{context.TraceIdentifier}"));
        await app.StartAsync(Ct);
        return app;
    }

    private static async Task<(string Address, string Id)> AskAsync(EndPoint server, string forwardedFor, string id)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(server, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://login.example.test/"));
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        request.Headers.TryAddWithoutValidation("X-Request-Id", id);
        using var answer = await http.SendAsync(request, Ct);
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).Split('\n');
        return (lines[0], lines[1]);
    }
}
