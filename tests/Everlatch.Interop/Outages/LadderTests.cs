using System.Text.Json;

namespace Everlatch.Interop.Outages;

/// <summary>
/// With the primary gone, known users sign in through the pages with a strict client, and applications refresh, on both servers.
/// Afterwards all of it is in the database, once.
/// </summary>
public sealed class LadderTests(Region region) : IClassFixture<Region>
{
    private const string SignIns = "select count(*) from audit_events where kind = 'signin.succeeded'";
    private const string Failures = "select count(*) from audit_events where kind = 'signin.failed'";
    private const string Sessions = "select count(*) from sessions";
    private const string Refused = "select count(*) from audit_events where kind = 'outage.refused'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Outage.Stopped)]
    [InlineData(Outage.Frozen)]
    [InlineData(Outage.CutOff)]
    public async Task People_and_applications_go_on_and_everything_is_in_the_database_afterwards(Outage outage)
    {
        using var client = new OutageClient(region.Up);
        using var both = new RegionClient(region);
        var (access, old) = await client.GrantAsync();
        var management = await client.OperatorAsync();
        var before = await CountAsync();
        await region.UntilReplicatedAsync();

        await BeginAsync(outage);
        string made;
        try
        {
            await both.UntilAsync("standby");
            await client.AssertMachinesGoOnAsync(access);
            old = await SpendAsync(both, old, seconds: 300);
            made = (await client.GrantAsync()).Refresh;
            made = await SpendAsync(both, made, seconds: 300);
            Assert.Equal(422, await WrongPasswordAsync());
            await OutageClient.AssertUnavailableAsync(await client.CreateEnvironmentAsync(management));
            using var person = await client.UserinfoAsync(access);
            Assert.True(person.IsSuccessStatusCode);
        }
        finally
        {
            await EndAsync(outage);
        }

        await both.UntilAsync("primary");
        Assert.Equal((before.SignIns + 1, before.Failures + 1, before.Sessions + 1, 0), await CountAsync());
        Assert.Equal(2, await GenerationAsync(old));
        Assert.Equal(2, await GenerationAsync(made));
        await SpendAsync(both, old, seconds: 600);
        await SpendAsync(both, made, seconds: 600);
    }

    // Once at each server: whichever is asked knows what the other has given.
    private static async Task<string> SpendAsync(RegionClient both, string refresh, int seconds)
    {
        foreach (var server in new[] { both.First, both.Second })
        {
            (refresh, var life) = await both.RefreshAsync(server, refresh);
            Assert.InRange(life, seconds == 300 ? 1 : 301, seconds == 300 ? 300 : int.MaxValue);
        }

        return refresh;
    }

    private async Task<int> WrongPasswordAsync()
    {
        using var answer = JsonDocument.Parse((await NodeScript.RunAsync("wrong-password", region.Up.UpText, Ct)).Output);
        return answer.RootElement.GetProperty("status").GetInt32();
    }

    private async Task<(long SignIns, long Failures, long Sessions, long Refused)> CountAsync() => (
        await region.AskAsync<long>(SignIns),
        await region.AskAsync<long>(Failures),
        await region.AskAsync<long>(Sessions),
        await region.AskAsync<long>(Refused));

    private Task<long> GenerationAsync(string refresh) =>
        region.AskAsync<long>($"select generation from grants where id = '{refresh["ert_".Length..].Split('~')[0]}'");

    private async Task BeginAsync(Outage outage)
    {
        switch (outage)
        {
            case Outage.Stopped:
                await region.Primary.CrashAsync();
                break;
            case Outage.Frozen:
                await region.Primary.FreezeAsync();
                break;
            default:
                region.Proxy.Stall();
                break;
        }
    }

    private async Task EndAsync(Outage outage)
    {
        switch (outage)
        {
            case Outage.Stopped:
                await region.Primary.ReviveAsync();
                break;
            case Outage.Frozen:
                await region.Primary.ThawAsync();
                break;
            default:
                region.Proxy.Mend();
                break;
        }
    }
}
