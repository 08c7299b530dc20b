using System.Net;

namespace Everlatch.Interop.Outages;

/// <summary>
/// A server that is killed during an outage begins again without its database, and needs no restart when that is back.
/// </summary>
public sealed class StartWithoutDatabaseTests(UpOnPostgres server) : IClassFixture<UpOnPostgres>
{
    [Fact]
    public async Task Machines_go_on_and_the_rest_comes_back_with_the_database()
    {
        using var client = new OutageClient(server.Up);
        var (access, refresh) = await client.GrantAsync();
        var @operator = await client.OperatorAsync();

        await server.Postgres.CrashAsync();
        try
        {
            await server.Up.RestartAsync();
            await client.AssertMachinesGoOnAsync(access);
            await OutageClient.AssertUnavailableAsync(await client.RefreshAsync(refresh));
            await OutageClient.AssertUnavailableAsync(await client.CreateEnvironmentAsync(@operator));
            using var ready = await client.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            using var schema = await client.GetAsync("/health/schema");
            Assert.Contains("\"unknown\"", await schema.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            await server.Postgres.ReviveAsync();
        }

        await client.AssertRefreshesAgainAsync(refresh);
        using var created = await client.CreateEnvironmentAsync(@operator);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }
}
