using System.Net.Sockets;
using Everlatch.Storage;
using Xunit;

namespace Everlatch.Testing.Processes;

/// <summary>
/// Two servers of one build on sockets of their own, over one PostgreSQL with a demo in it, as a node starts a canary and its
/// baseline.
/// </summary>
public sealed class SlotServers : IAsyncLifetime
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-slots-");
    private readonly UpProcess up = new();
    private readonly List<Running> servers = [];
    private StorageOptions storage = null!;

    /// <summary>A file of good credentials.</summary>
    public string CredentialsFile => Path.Combine(up.Folder, "up.json");

    /// <summary>The issuer.</summary>
    public Uri Issuer => new(up.Issuer);

    /// <summary>The servers' processes.</summary>
    public IReadOnlyList<Running> Servers => servers;

    /// <summary>The socket of a server.</summary>
    public string SocketOf(int server) => Path.Combine(folder.FullName, $"{server}.sock");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        storage = await PostgresEngine.CreateAsync(migrated: true, TestContext.Current.CancellationToken);
        up.Environment["EVERLATCH__STORAGE__POSTGRES"] = storage.Postgres;
        await up.InitializeAsync();
        for (var server = 0; server < 2; server++)
        {
            servers.Add(Start(server));
        }

        for (var server = 0; server < 2; server++)
        {
            await UntilReadyAsync(server);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        await up.DisposeAsync();
        await PostgresEngine.DropAsync(storage);
        folder.Delete(recursive: true);
    }

    /// <summary>A handler that connects to a server whatever address it is asked for.</summary>
    public SocketsHttpHandler HandlerOf(int server) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = async (_, ct) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketOf(server)), ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private Running Start(int server) => Running.Everlatch(
        new Dictionary<string, string>
        {
            ["EVERLATCH_MASTER_KEY_FILE"] = Path.Combine(up.Folder, "master.key"),
            ["EVERLATCH__SERVER__LISTEN__0"] = "http://unix:" + SocketOf(server),
            ["EVERLATCH__SERVER__EDGEONUNIXSOCKET"] = "true",
            ["EVERLATCH__SERVER__PLAINHTTP"] = "true",
            ["EVERLATCH__SERVER__DRAINSECONDS"] = "0",
            ["EVERLATCH__STORAGE__POSTGRES"] = storage.Postgres,
            ["EVERLATCH__STORAGE__JOURNALFOLDER"] = Path.Combine(folder.FullName, $"journal-{server}"),
            ["EVERLATCH__DIRECTORY__COPYFOLDER"] = Path.Combine(folder.FullName, $"directory-{server}"),
        },
        "serve");

    private async Task UntilReadyAsync(int server)
    {
        using var http = new HttpClient(HandlerOf(server));
        for (var look = 0; look < 600; look++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("http://server/health/ready"));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"Server {server} is not ready:\n{servers[server].Output}{servers[server].Error}");
    }
}
