using System.Net;

namespace Everlatch.Interop.Outages;

/// <summary>
/// With the primary down a fault is 503 and says nothing about the caller; what needs no database goes on; nothing is lost.
/// </summary>
public sealed class OutageTests(UpOnPostgres server) : IClassFixture<UpOnPostgres>
{
    [Theory]
    [InlineData(Outage.Stopped)]
    [InlineData(Outage.Frozen)]
    [InlineData(Outage.ReadOnly)]
    public async Task Machines_go_on_everything_else_says_503_and_nothing_is_lost(Outage outage)
    {
        using var client = new OutageClient(server.Up);
        var (access, refresh) = await client.GrantAsync();
        var management = await client.OperatorAsync();

        await BeginAsync(outage);
        try
        {
            await client.AssertMachinesGoOnAsync(access);
            if (outage == Outage.ReadOnly)
            {
                // What answers reads stands in for a primary, with the journal of `up`.
                refresh = await client.AssertRefreshesAgainAsync(refresh);
            }
            else
            {
                await OutageClient.AssertUnavailableAsync(await client.RefreshAsync(refresh));
            }

            await OutageClient.AssertUnavailableAsync(await client.CreateEnvironmentAsync(management));
            await AssertBlamesNobodyAsync(client, outage, access);
        }
        finally
        {
            await EndAsync(outage);
        }

        await client.AssertRefreshesAgainAsync(refresh);
    }

    // A session's cookie, a code, a token: whatever needs the store may be unavailable, and must not be called wrong.
    private static async Task AssertBlamesNobodyAsync(OutageClient client, Outage outage, string access)
    {
        using var person = await client.UserinfoAsync(access);
        Assert.Contains(person.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable });

        // Nobody's session, which only a database that reads may say.
        using var session = await client.GetAsync("/account", "everlatch=elk_0000000000000000000000000000000000000000000");
        Assert.Equal(outage == Outage.ReadOnly ? HttpStatusCode.SeeOther : HttpStatusCode.ServiceUnavailable, session.StatusCode);
    }

    private Task BeginAsync(Outage outage) => outage switch
    {
        Outage.Stopped => server.Postgres.CrashAsync(),
        Outage.Frozen => server.Postgres.FreezeAsync(),
        _ => server.Postgres.SetReadOnlyAsync(true),
    };

    private Task EndAsync(Outage outage) => outage switch
    {
        Outage.Stopped => server.Postgres.ReviveAsync(),
        Outage.Frozen => server.Postgres.ThawAsync(),
        _ => server.Postgres.SetReadOnlyAsync(false),
    };
}
