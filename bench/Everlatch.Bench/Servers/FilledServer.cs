using Everlatch.Bench.Questions;
using Everlatch.Bench.Report;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Hosting;
using Everlatch.Storage;

namespace Everlatch.Bench.Servers;

/// <summary>The product over a database that holds so many environments, each with a machine client.</summary>
internal sealed class FilledServer : IAsyncDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly GeneratedSecret secret = GeneratedSecret.New("els_");
    private HostName[] hosts = [];
    private MachineClientId[] clients = [];

    private FilledServer(int environments) => Environments = environments;

    /// <summary>How many environments it knows, beside its own.</summary>
    public int Environments { get; }

    public int Port { get; } = Ports.Free();

    public ChildServer Process { get; private set; } = null!;

    /// <summary>Seconds from a start to its readiness, the median of several; not the first, which makes keys.</summary>
    public double StartSeconds { get; private set; }

    /// <summary>Resident memory after the last start, before any load.</summary>
    public double IdleMiB { get; private set; }

    /// <summary>Fills the database, and starts it.</summary>
    /// <param name="environments">How many.</param>
    /// <param name="starts">How often it is started again to tell how long that takes.</param>
    public static async Task<FilledServer> StartAsync(int environments, int starts)
    {
        var server = new FilledServer(environments);
        await server.FillAsync();
        await using (await Product.StartAsync(server.folder.Path, server.Port))
        {
        }

        var seconds = new List<double>();
        for (var i = 0; i < starts; i++)
        {
            await (server.Process?.DisposeAsync() ?? ValueTask.CompletedTask);
            server.Process = await Product.StartAsync(server.folder.Path, server.Port);
            seconds.Add(server.Process.Startup.TotalSeconds);
        }

        server.StartSeconds = seconds.Median();
        server.IdleMiB = server.Process.ResidentMiB;
        return server;
    }

    /// <summary>Requests to as many of its environments, in an order that no cache foresees.</summary>
    /// <param name="which">Which of the environments in that order, where there are so many.</param>
    /// <param name="request">Makes a request to a host, of the form with which its client asks for a token.</param>
    public byte[][] Requests(Range which, Func<string, string, byte[]> request) =>
    [
        .. Enumerable.Range(0, hosts.Length).Take(which)
            .Select(n => (int)((n + 1L) * 7919 % hosts.Length))
            .Select(at => request(hosts[at].Value, Form(clients[at]))),
    ];

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        folder.Dispose();
    }

    private string Form(MachineClientId client) =>
        $"grant_type=client_credentials&client_id={client}&client_secret={secret.Text}&resource=https%3A%2F%2Fapi.example";

    private async Task FillAsync()
    {
        var file = Path.Combine(folder.Path, "everlatch.db");
        var master = KeyFile.Create(Path.Combine(folder.Path, "master.key"));
        var database = await ScratchDatabase.OpenAsync(file);
        (hosts, clients) = await DirectoryRows.FillAsync(database, master, Environments, clientsEach: 1, secret);
        (database as IDisposable)?.Dispose();
    }
}
