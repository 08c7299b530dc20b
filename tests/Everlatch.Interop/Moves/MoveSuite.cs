using System.Net;
using System.Text.Json;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Moves;

/// <summary>An environment moves to another region under the people who use it, and back.</summary>
public abstract class MoveSuite : IAsyncLifetime
{
    private static readonly HttpStatusCode[] Allowed = [HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Both regions.</summary>
    private protected abstract UpProcess Up { get; }

    /// <summary>The connection string of a region's database.</summary>
    private protected abstract string AddressOf(string region);

    /// <summary>Keeps a writer's lock in a region's database until it is disposed of.</summary>
    private protected abstract Task<IAsyncDisposable> HoldAsync(string region);

    /// <summary>Every text that a region's database holds.</summary>
    private protected abstract Task<IReadOnlySet<string>> EveryValueAsync(string region);

    /// <summary>Makes both regions' databases, where they are not embedded.</summary>
    private protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Drops them.</summary>
    private protected virtual Task DropAsync() => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        await Up.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Up.DisposeAsync();
        await DropAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Whoever_uses_it_goes_on_and_its_people_are_in_its_new_home_alone()
    {
        using var application = new MovedApplication(Up);
        await application.SignInAsync();
        var email = Up.Up.GetProperty("demo").GetProperty("user").GetProperty("email").GetString()!;
        var grant = application.Grant;
        var before = await EveryValueAsync("eu");
        Assert.Contains(email, before);
        Assert.Contains(grant, before);

        using (var over = new CancellationTokenSource())
        {
            var use = application.UseAsync(over.Token);
            var moved = await MoveAsync(await application.EnvironmentAsync(), "eu", "us");
            Assert.True(moved.Exit == 0, moved.Error);
            await over.CancelAsync();
            var seen = await use;
            Assert.All(seen.Keys, answer => Assert.Contains(answer.Status, Allowed));
            Assert.All(
                seen.Keys.Where(answer => answer.What is "discovery" or "keys"),
                answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        }

        // The same tokens and the same password count, at either edge; what was told to nobody else is nowhere else.
        await application.RefreshAtBothAsync();
        await application.SignInAsync();
        Assert.Contains(grant, await EveryValueAsync("us"));
        var left = await EveryValueAsync("eu");
        Assert.DoesNotContain(email, left);
        Assert.DoesNotContain(grant, left);

        // Nothing is left to do; and what moved can move back.
        var again = await MoveAsync(await application.EnvironmentAsync(), "eu", "us");
        Assert.True(again.Exit == 0, again.Error);
        var back = await MoveAsync(await application.EnvironmentAsync(), "us", "eu");
        Assert.True(back.Exit == 0, back.Error);
        await application.RefreshAtBothAsync();
        Assert.DoesNotContain(grant, await EveryValueAsync("us"));
        Assert.Contains(grant, await EveryValueAsync("eu"));
    }

    [Fact]
    public async Task A_command_that_is_killed_behind_its_fence_is_run_again_and_nothing_is_lost()
    {
        using var application = new MovedApplication(Up);
        await application.SignInAsync();
        var environment = await application.EnvironmentAsync();
        await using (var command = StartMove(environment, "eu", "us"))
        {
            await command.SaysAsync("closed: ");
            await command.KillAsync();
        }

        // Nobody knows at this moment how far it came; what cannot be written is told as unavailable.
        Assert.Contains(await application.RefreshAsync(), Allowed);
        var again = await MoveAsync(environment, "eu", "us");
        Assert.True(again.Exit == 0, again.Error);
        await application.RefreshAtBothAsync();
        Assert.DoesNotContain(application.Grant, await EveryValueAsync("eu"));
    }

    [Fact]
    public async Task What_does_not_fit_its_window_stays_where_it_is_and_works()
    {
        using var application = new MovedApplication(Up);
        await application.SignInAsync();
        var environment = await application.EnvironmentAsync();
        await using var command = StartMove(environment, "eu", "us", window: 1);
        await using (await HoldAsync("eu"))
        {
            // Longer than the window, and not for ever: the command takes its fence back before it ends.
            await command.SaysAsync("copied, pass ");
            await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Ct);
        }

        var late = await command.EndAsync();
        Assert.True(late.Exit == 1, late.Error);
        Assert.Contains("EL1734", late.Error, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await application.RefreshAsync());
        Assert.Contains(application.Grant, await EveryValueAsync("eu"));
    }

    [Fact]
    public async Task What_is_not_there_or_not_another_regions_is_refused()
    {
        using var application = new MovedApplication(Up);
        var environment = await application.EnvironmentAsync();
        var unknown = await MoveAsync("env_01jxxxxxxxxxxxxxxxxxxxxxxx", "eu", "us");
        Assert.Contains("EL1731", unknown.Error, StringComparison.Ordinal);
        var same = await MoveAsync(environment, "eu", "eu");
        Assert.Contains("EL1732", same.Error, StringComparison.Ordinal);

        // It is there already, and nothing of it elsewhere.
        var home = await MoveAsync(environment, "us", "eu");
        Assert.True(home.Exit == 0, home.Error);
        Assert.Equal(HttpStatusCode.OK, await application.MachineAsync(Up.Issuer));
    }

    /// <summary>Runs the command.</summary>
    private protected async Task<(int Exit, string Error)> MoveAsync(string environment, string from, string to, int window = 30)
    {
        await using var command = StartMove(environment, from, to, window);
        return await command.EndAsync();
    }

    /// <summary>Starts it.</summary>
    private protected ProductProcess StartMove(string environment, string from, string to, int window = 30)
    {
        string[] arguments =
        [
            "region", "move", environment, "--to", to, "--window", $"{window}", "--linger", "2",
            "--from-database-file", FileOf(from), "--from-master-key-file", KeyOf(from),
            "--to-database-file", FileOf(to), "--to-master-key-file", KeyOf(to),
        ];
        return ProductProcess.Start(arguments);
    }

    private string FileOf(string region)
    {
        var file = Path.Combine(Up.Folder, region + ".connection");
        File.WriteAllText(file, AddressOf(region));
        return file;
    }

    // The first region's files are in the folder itself.
    private protected string FolderOf(string region) => region == "eu" ? Up.Folder : Path.Combine(Up.Folder, region);

    private string KeyOf(string region) => Path.Combine(FolderOf(region), "master.key");
}
