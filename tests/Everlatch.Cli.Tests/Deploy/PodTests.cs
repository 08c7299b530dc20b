using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Deploy;

/// <summary>
/// The containers of a pod run with what the manifests tell them, here as processes: a folder of the test's stands for the pod's
/// own file system, and secrets lie there as a kubelet mounts them.
/// </summary>
public sealed class PodTests(Manifests manifests) : IClassFixture<Manifests>, IDisposable
{
    private readonly DirectoryInfo root = System.IO.Directory.CreateDirectory($"/tmp/elp-{System.Environment.ProcessId}");
    private readonly TestAuthority authority = new();
    private readonly Dictionary<int, int> ports = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        authority.Dispose();
        root.Delete(recursive: true);
    }

    [Fact]
    public async Task Its_gate_lets_them_start_and_they_become_ready_and_the_edge_leads_to_the_server()
    {
        await using var database = await TestDatabase.CreateAsync<PostgresEngine>();
        Mount("secrets/server", "Everlatch__Storage__Postgres", database.Options.Postgres);
        Mount("secrets/edge");
        Mount("secrets/certificates");
        TestAuthority.Write(Folder("secrets/certificates"), FrontDoor.Host, authority.Server(FrontDoor.Host));
        Mount("etc/everlatch/slots", "slots.json", Mapped(DeployFiles.Text("kubernetes/base/slots.json")));
        Folder("run/everlatch");
        var key = Path.Combine(Folder("run/keys"), "master.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Ct);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var pod = manifests.Of("Deployment").First()["spec"]!["template"]!["spec"]!;
        await using (var gate = Start(Manifests.Items(pod["initContainers"]).Single(each => (string)each["name"]! == "schema")))
        {
            Assert.True(await gate.ExitAsync() == 0, gate.Output + gate.Error);
        }

        var containers = Manifests.Items(pod["containers"]).ToDictionary(each => (string)each["name"]!);
        await using var edge = Start(containers["edge"]);
        await AnswerAsync(8080, "/health/live", HttpStatusCode.OK, edge);
        await AnswerAsync(8080, "/health/ready", HttpStatusCode.ServiceUnavailable, edge);
        await using var server = Start(containers["server"]);
        await AnswerAsync(8081, "/health/ready", HttpStatusCode.OK, server);
        await AnswerAsync(8080, "/health/ready", HttpStatusCode.OK, edge);
        await edge.SignalAsync("TERM");
        Assert.Equal(0, await edge.ExitAsync());
        await server.SignalAsync("TERM");
        Assert.Equal(0, await server.ExitAsync());
    }

    private Running Start(JsonNode container)
    {
        var all = manifests.Of("ConfigMap").First(map => map["data"]!["EVERLATCH__EDGE__REGION"] is not null)["data"]!.AsObject()
            .ToDictionary(setting => setting.Key, setting => (string)setting.Value!);
        foreach (var variable in Manifests.Items(container["env"]))
        {
            all[(string)variable["name"]!] = Mapped((string)variable["value"]!);
        }

        return Running.Everlatch(all, Manifests.Words(container["args"]));
    }

    // Paths below the test's folder, and ports that are free here.
    private string Mapped(string text)
    {
        foreach (var folder in (string[])["/run/", "/secrets/", "/var/lib/", "/etc/"])
        {
            text = text.Replace(folder, $"{root.FullName}{folder}", StringComparison.Ordinal);
        }

        foreach (var port in (int[])[8080, 8081, 8443])
        {
            text = text.Replace($"0.0.0.0:{port}", $"127.0.0.1:{PortOf(port)}", StringComparison.Ordinal);
        }

        return text;
    }

    private int PortOf(int port) => ports.TryGetValue(port, out var free) ? free : ports[port] = FreePort.Take();

    private string Folder(string path) => System.IO.Directory.CreateDirectory(Path.Combine(root.FullName, path)).FullName;

    // A link to a file below a link to a folder, open to the pod's group.
    private void Mount(string path, string? file = null, string content = "")
    {
        var folder = Folder(path);
        var data = System.IO.Directory.CreateDirectory(Path.Combine(folder, "..2026_01_01"));
        File.CreateSymbolicLink(Path.Combine(folder, "..data"), data.Name);
        if (file is not null)
        {
            var real = Path.Combine(data.FullName, file);
            File.WriteAllText(real, content);
            File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            File.CreateSymbolicLink(Path.Combine(folder, file), $"..data/{file}");
        }
    }

    private async Task AnswerAsync(int port, string path, HttpStatusCode expected, Running process)
    {
        using var http = new HttpClient();
        HttpStatusCode? found = null;
        for (var look = 0; look < 400 && found != expected; look++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{PortOf(port)}{path}"), Ct);
                found = answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }

        Assert.True(found == expected, $"{path} at {port}: {found}\n{process.Output}{process.Error}");
    }
}
