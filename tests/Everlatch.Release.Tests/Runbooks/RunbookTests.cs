using System.Diagnostics;
using Everlatch.Release.Builds;
using Everlatch.Release.Nodes.Servers;
using Everlatch.Release.Tests.Machines;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Release.Tests.Runbooks;

/// <summary>Each page of docs/operations/runbooks is followed to the letter, and what it says comes out.</summary>
[Collection(Alone.Name)]
public sealed class RunbookTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_goes_to_both_regions_and_is_rolled_back_and_no_request_fails()
    {
        await using var fleet = await Fleet.StartAsync();
        await fleet.DeployAsync(await fleet.Eu.ReleaseAsync("one"));
        var form = await fleet.Eu.InitAsync();
        await fleet.Eu.StartEdgeAsync();
        await using var load = new EdgeLoad([fleet.Eu.Edge], form);
        load.Start();

        var follow = Follow(fleet, await fleet.Eu.ReleaseAsync("two"), _ => throw new InvalidOperationException());
        Assert.Equal(5, await follow.RunAsync("release"));
        Assert.Equal(3, await follow.RunAsync("rollback"));

        await load.StopAsync();
        Assert.Empty(load.Failed);
        Assert.True(load.Good > 200, $"{load.Good}");
    }

    [Fact]
    public async Task What_is_lost_is_recovered()
    {
        await using var fleet = await Fleet.StartAsync();
        var first = await fleet.DeployAsync(await fleet.Eu.ReleaseAsync("one"));
        Assert.True(first.Exit == 0, first.Report.ToJsonString());
        var two = await fleet.Eu.ReleaseAsync("two");
        var environment = EnvironmentOf(fleet, two);
        var follow = new FollowRunbook(environment, FolderOf(fleet), async what =>
        {
            switch (what)
            {
                case "us lacks a column that its ledger says is there":
                    Tell(environment, fleet.Us);
                    await fleet.Us.SendAsync("alter table users rename column locale to locale_gone");
                    Assert.True(await fleet.DeployAsync(two) is (3, "went_back", "refused", _));
                    break;
                case "the machine of us is replaced by an empty one":
                    await ReplaceAsync(fleet.Us);
                    break;
                case "eu is the region in question":
                    Tell(environment, fleet.Eu);
                    break;
                case "the database of eu is lost":
                    await PostgresEngine.DropAsync(fleet.Eu.Storage);
                    break;
                case "wait until eu is ready":
                    await fleet.Eu.UntilAsync(async () =>
                        (await fleet.Eu.StateAsync())["slots"]!.AsArray().Where(slot => (int)slot!["share"]! > 0)
                        .All(slot => (bool)slot!["servers"]![0]!["ready"]!));
                    break;
                default:
                    throw new InvalidOperationException($"Nobody knows how '{what}' happens.");
            }
        });
        Assert.Equal(10, await follow.RunAsync("recovery"));
    }

    [Fact]
    public async Task A_schema_is_migrated_by_hand()
    {
        await using var fleet = await Fleet.StartAsync();
        var next = await fleet.Eu.ReleaseAsync("next", folder => AddMigration(fleet.Eu, folder));
        var follow = Follow(fleet, next, _ => throw new InvalidOperationException());
        Assert.Equal(4, await follow.RunAsync("migration"));
    }

    [Fact]
    public void A_page_that_says_what_does_not_come_out_fails() => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
        FollowRunbook.Holds(["eu … is live", "us … is live"], "us        0.2.0 is live\neu        0.2.0 is live\n"));

    private static FollowRunbook Follow(Fleet fleet, ReleaseFolder release, Func<string, Task> happens) =>
        new(EnvironmentOf(fleet, release), FolderOf(fleet), happens);

    // What the first page wants.
    private static Dictionary<string, string> EnvironmentOf(Fleet fleet, ReleaseFolder release)
    {
        var environment = fleet.Eu.Environments();
        environment["EVERLATCH__SCHEMA__DATABASES__US"] = fleet.Us.Storage.Postgres;
        environment["RELEASE"] = release.Path;
        environment["PUBLIC_KEY"] = fleet.Eu.In("release.key.pub");
        return environment;
    }

    private static string FolderOf(Fleet fleet)
    {
        var folder = System.IO.Directory.CreateDirectory(fleet.Eu.In("work")).FullName;
        File.WriteAllText(Path.Combine(folder, "release-policy.json"), fleet.Policy());
        return folder;
    }

    private static void Tell(Dictionary<string, string> environment, ReleaseMachine machine)
    {
        var database = new NpgsqlConnectionStringBuilder(machine.Storage.Postgres);
        environment["PGHOST"] = database.Host!;
        environment["PGPORT"] = $"{database.Port}";
        environment["PGUSER"] = database.Username!;
        environment["PGPASSWORD"] = database.Password!;
        environment["PGDATABASE"] = database.Database!;
    }

    private static async Task ReplaceAsync(ReleaseMachine machine)
    {
        await machine.Node.SignalAsync("KILL");
        foreach (var server in FindServers.In(machine.In("run")).Values)
        {
            await Testing.Processes.Signals.SendAsync("KILL", server.Id);
        }

        foreach (var folder in (string[])["node", "run", "copies"])
        {
            System.IO.Directory.Delete(machine.In(folder), recursive: true);
        }

        File.Delete(machine.SlotsFile);
        File.Delete(machine.Socket);
        await machine.StartNodeAsync();
    }

    // As the next release's developer does it: a file, and the contract that the engine makes of it.
    private static void AddMigration(ReleaseMachine machine, string folder)
    {
        var schema = Path.Combine(folder, ReleaseManifest.SchemaFolder);
        foreach (var (engine, database) in ((string, string)[])
            [("postgres", machine.Storage.Postgres), ("sqlite", machine.In("scratch.db"))])
        {
            File.WriteAllText(
                Path.Combine(schema, $"Migrations/{engine}/0008_user_nickname.expand.sql"),
                "alter table users add column nickname text;");
            MakeContract(machine, schema, database);
        }
    }

    private static void MakeContract(ReleaseMachine machine, string schema, string database)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Product.CommandLine, "schema", "contract", "--from", schema, "--release", StorageSchema.Source.Release, "--write",
                "--database", database,
            ]);
        foreach (var (name, value) in machine.Environments())
        {
            start.Environment[name] = value;
        }

        using var made = Process.Start(start)!;
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }
}
