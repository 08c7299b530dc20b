using System.Text.Json.Nodes;
using Everlatch.Testing;

namespace Everlatch.Release.Tests.Machines;

/// <summary>What keeps a release from traffic, each with what lets it pass.</summary>
public sealed class GateTests
{
    [Fact]
    public async Task A_schema_that_lacks_what_the_ledger_says_is_done_refuses_and_names_it()
    {
        var (machine, _) = await ReleaseMachine.LiveAsync();
        await using var owned = machine;
        var two = await machine.ReleaseAsync("two");
        await machine.SendAsync("alter table users rename column locale to locale_gone");
        var refused = Last(await machine.DeployAsync(two, exit: 3));
        Assert.Contains("users.locale", (string)refused["said"]!, StringComparison.Ordinal);

        await machine.SendAsync("alter table users rename column locale_gone to locale");
        await machine.DeployAsync(two);
    }

    [Fact]
    public async Task A_release_that_was_changed_is_started_by_nobody()
    {
        var (machine, _) = await ReleaseMachine.LiveAsync();
        await using var owned = machine;
        var two = await machine.ReleaseAsync("two");
        await File.AppendAllTextAsync(Path.Combine(two.Path, "named.txt"), "!", TestContext.Current.CancellationToken);
        await using (var refused = machine.Deploy(two))
        {
            Assert.Equal(3, await refused.ExitAsync());
            Assert.Contains("named.txt", refused.Output, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(Path.Combine(two.Path, "named.txt"), "two", TestContext.Current.CancellationToken);
        await machine.DeployAsync(two);
    }

    [Fact]
    public async Task A_release_that_does_not_start_gets_no_traffic()
    {
        var (machine, _) = await ReleaseMachine.LiveAsync();
        await using var owned = machine;
        var bad = await machine.ReleaseAsync("bad", folder =>
        {
            File.Delete(Path.Combine(folder, "everlatch"));
            File.WriteAllText(Path.Combine(folder, "everlatch"), "#!/bin/sh\nexit 7\n");
        });
        var refused = Last(await machine.DeployAsync(bad, exit: 3, "\"start_seconds\": 5, " + ReleaseMachine.Quick));
        Assert.Equal(("start", "EL2067"), ((string)refused["step"]!, (string)refused["id"]!));
        Assert.Equal("blue", (string)(await machine.StateAsync())["live"]!);
    }

    [Fact]
    public async Task A_release_whose_servers_follow_another_database_publishes_other_keys_and_goes_back()
    {
        var (machine, _) = await ReleaseMachine.LiveAsync();
        await using var owned = machine;
        await using var other = await TestDatabase.CreateAsync<PostgresEngine>();
        var strayed = await machine.ReleaseAsync("strayed", folder => ProductRelease.Tell(
            folder, $"export EVERLATCH__STORAGE__POSTGRES='{other.Options.Postgres}'"));
        var refused = Last(await machine.DeployAsync(strayed, exit: 3));
        Assert.Equal(("validate", "EL2068"), ((string)refused["step"]!, (string)refused["id"]!));
        Assert.Contains("green-1 publishes key set", (string)refused["said"]!, StringComparison.Ordinal);
        Assert.Equal(("blue", 100), ((string)(await machine.StateAsync())["live"]!, machine.ShareOf("blue")));

        await machine.DeployAsync(await machine.ReleaseAsync("two"));
    }

    private static JsonNode Last(JsonObject report) => report["regions"]![0]!["steps"]!.AsArray()[^1]!;
}
