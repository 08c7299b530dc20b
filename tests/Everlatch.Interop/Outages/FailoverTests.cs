using System.Net;

namespace Everlatch.Interop.Outages;

/// <summary>
/// The standby becomes the primary, servers are killed in the outage and in the replay, and nothing is lost or done twice.
/// </summary>
public sealed class FailoverTests(Region region) : IClassFixture<Region>
{
    private const int Rotations = 40;

    [Fact]
    public async Task Whoever_is_killed_and_whoever_is_promoted_nothing_is_lost_and_nothing_happens_twice()
    {
        using var client = new OutageClient(region.Up);
        using var both = new RegionClient(region);
        var (_, old) = await client.GrantAsync();
        var (_, ended) = await client.GrantAsync();
        var signIns = await SignInsAsync();
        await region.UntilReplicatedAsync();

        await region.Primary.CrashAsync();
        await both.UntilAsync("standby");
        var made = (await client.GrantAsync()).Refresh;
        for (var i = 0; i < Rotations; i++)
        {
            (old, _) = await both.RefreshAsync(both.First, old);
            (ended, _) = await both.RefreshAsync(both.First, ended);
        }

        // It begins again with the primary gone, and knows what it promised.
        await region.Up.RestartAsync();
        await both.UntilAsync("standby");
        (old, _) = await both.RefreshAsync(both.First, old);
        (made, _) = await both.RefreshAsync(both.Second, made);
        var late = (await client.GrantAsync()).Refresh;

        await region.PromoteAsync();
        await both.UntilAsync("primary", both.Second);

        // The other server has brought nothing yet, or is in the middle of it.
        await EndGrantAsync(ended);
        await region.Up.RestartAsync();
        (late, _) = await both.RefreshAsync(both.Second, late);
        await both.UntilAsync("primary");

        Assert.Equal(signIns + 2, await SignInsAsync());
        Assert.Equal(Rotations + 1, await GenerationAsync(old));
        Assert.Equal(1, await GenerationAsync(made));
        await both.RefreshAsync(both.First, old);
        await both.RefreshAsync(both.Second, made);
        await both.RefreshAsync(both.First, late);
        using var refused = await both.TryRefreshAsync(both.Second, ended);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(0L, await region.AskAsync<long>(
            "select count(*) from (select user_id, token_sha256 from sessions group by 1, 2 having count(*) > 1) twice"));
    }

    private Task<long> SignInsAsync() =>
        region.AskAsync<long>("select count(*) from audit_events where kind = 'signin.succeeded'");

    private Task<long> GenerationAsync(string refresh) =>
        region.AskAsync<long>($"select generation from grants where id = '{GrantOf(refresh)}'");

    // As whoever ends it on the new primary.
    private Task<string> EndGrantAsync(string refresh) => region.AskAsync<string>(
        $"update grants set revoked_at = 1, revoked_because = 'revoked' where id = '{GrantOf(refresh)}' returning id");

    private static string GrantOf(string refresh) => refresh["ert_".Length..].Split('~')[0];
}
