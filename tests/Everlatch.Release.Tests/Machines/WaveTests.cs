namespace Everlatch.Release.Tests.Machines;

/// <summary>Region by region: what one refuses the other does not keep, and a silent one holds up what the policy says.</summary>
public sealed class WaveTests
{
    [Fact]
    public async Task What_the_second_region_refuses_goes_back_in_the_first()
    {
        await using var fleet = await Fleet.StartAsync();
        var first = await fleet.DeployAsync(await fleet.Eu.ReleaseAsync("one"));
        Assert.True(first is (0, "settled", "settled", _), first.Report.ToJsonString());

        // A job that is recorded as done, and did not run in one region.
        var two = await fleet.Eu.ReleaseAsync("two");
        await fleet.Us.SendAsync("alter table users rename column locale to locale_gone");
        var refused = await fleet.DeployAsync(two);
        Assert.True(refused is (3, "went_back", "refused", _), refused.Report.ToJsonString());
        Assert.Equal("blue", (string)(await fleet.Eu.StateAsync())["live"]!);
        Assert.Equal("blue", (string)(await fleet.Us.StateAsync())["live"]!);

        var kept = await fleet.DeployAsync(two, "\"go_back\": \"region\",");
        Assert.True(kept is (3, "settled", "refused", _), kept.Report.ToJsonString());
        Assert.Equal("green", (string)(await fleet.Eu.StateAsync())["live"]!);

        await fleet.Us.SendAsync("alter table users rename column locale_gone to locale");
        var mended = await fleet.DeployAsync(two);
        Assert.True(mended is (0, "settled", "settled", _), mended.Report.ToJsonString());
    }

    [Fact]
    public async Task A_region_that_does_not_answer_pauses_and_the_policy_says_what_the_other_does()
    {
        await using var fleet = await Fleet.StartAsync();
        var one = await fleet.Eu.ReleaseAsync("one");
        await fleet.Us.Node.SignalAsync("KILL");

        var stopped = await fleet.DeployAsync(one);
        Assert.True(stopped is (1, "not_begun", "paused", _), stopped.Report.ToJsonString());
        Assert.Null((await fleet.Eu.StateAsync())["live"]);

        var going = await fleet.DeployAsync(one, "\"unreachable\": \"go_on\",");
        Assert.True(going is (1, "settled", "paused", _), going.Report.ToJsonString());

        await fleet.Us.StartNodeAsync();
        var later = await fleet.DeployAsync(one);
        Assert.True(later is (0, "settled", "settled", _), later.Report.ToJsonString());
    }
}
