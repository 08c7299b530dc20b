using Everlatch.Cli.Tests.Processes;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Edge;

/// <summary>Servers and edges are replaced one by one while people and machines come, and nobody notices.</summary>
public sealed class RollingRestartTests : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-rolling-");
    private readonly TestAuthority authority = new();

    [Fact]
    public async Task Replacing_every_server_loses_no_request()
    {
        await using var database = await TestDatabase.CreateAsync<PostgresEngine>();
        using var machine = await Operator.InitAsync(database.Options);
        await using var one = BehindEdge.OnSocket(database.Options, Path("one.sock"));
        await using var other = BehindEdge.OnSocket(database.Options, Path("other.sock"));
        await using var edge = await Start().ReadyAsync();
        await edge.UntilServersAsync(2);
        await using var load = new EdgeLoad([edge], machine.TokenForm());

        load.Start();
        foreach (var server in new[] { one, other })
        {
            await server.ReplaceAsync();
            await edge.UntilServersAsync(2);
        }

        await load.StopAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{load.Good} requests were answered, {load.Failed.Count} failed.");
        Assert.True(load.Failed.IsEmpty, string.Join('\n', load.Failed));
        Assert.InRange(load.Good, 500, int.MaxValue);
    }

    [Fact]
    public async Task Replacing_every_edge_loses_no_request()
    {
        await using var database = await TestDatabase.CreateAsync<PostgresEngine>();
        using var machine = await Operator.InitAsync(database.Options);
        await using var one = BehindEdge.OnSocket(database.Options, Path("one.sock"));
        await using var other = BehindEdge.OnSocket(database.Options, Path("other.sock"));
        await using var left = await Start().ReadyAsync();
        await using var right = await Start().ReadyAsync();
        await using var load = new EdgeLoad([left, right], machine.TokenForm());

        load.Start();
        foreach (var edge in new[] { left, right })
        {
            await edge.Process.SignalAsync("TERM");
            Assert.Equal(0, await edge.Process.ExitAsync());
            await edge.StartAgainAsync();
            await edge.ReadyAsync();
        }

        await load.StopAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{load.Good} requests were answered, {load.Failed.Count} failed.");
        Assert.True(load.Failed.IsEmpty, string.Join('\n', load.Failed));
        Assert.InRange(load.Good, 500, int.MaxValue);
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private FrontDoor Start() =>
        FrontDoor.Start(folder.FullName, authority, ["unix:" + Path("one.sock"), "unix:" + Path("other.sock")]);

    private string Path(string name) => System.IO.Path.Combine(folder.FullName, name);
}
