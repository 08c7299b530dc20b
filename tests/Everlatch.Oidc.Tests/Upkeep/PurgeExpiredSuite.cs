using Everlatch.Directory.Entries;
using Everlatch.Oidc.Device;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Oidc.Upkeep;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Oidc.Tests.Upkeep;

public abstract class PurgeExpiredSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly Statement Count = Statement.Read(
        "testing.count_upkeep",
        """
        select (select count(*) from pushed_requests where environment_id = @environment)
             + (select count(*) from device_authorizations where environment_id = @environment) * 10
             + (select count(*) from authorization_codes where environment_id = @environment) * 100
             + (select count(*) from grants where environment_id = @environment) * 1000
        """);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_go_soon_after_they_expire_codes_when_their_tokens_are_dead_and_grants_stay_while_they_live()
    {
        await server.SignInAsync();
        await StartAsync();
        Assert.Equal(1111, await CountAsync());

        var clock = new TestClock();
        clock.SetUtcNow(server.Clock.GetUtcNow());
        using var purge = new PurgeExpired(server.Database, clock, NullLogger<PurgeExpired>.Instance);
        clock.Advance(StartDevice.Life + TimeSpan.FromHours(1));
        Assert.Equal(0, await purge.RunAsync(Ct));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, await purge.RunAsync(Ct));
        Assert.Equal(1100, await CountAsync());
        clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await purge.RunAsync(Ct));
        Assert.Equal(1000, await CountAsync());
        clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(1, await purge.RunAsync(Ct));
        Assert.Equal(0, await CountAsync());
    }

    private async Task StartAsync()
    {
        var spa = await server.AddApplicationAsync(ApplicationKind.Spa);
        var parameters = new CodeRequest(spa).ToParameters().Select(pair => (pair.Key, (string?)pair.Value));
        using var pushed = await new TestClient(server.Browser(), spa).PostAsync("/oauth2/par", parameters);
        Assert.True(pushed.IsSuccessStatusCode);
        var device = await server.AddApplicationAsync(ApplicationKind.Device);
        using var started = await new TestClient(server.Browser(), device).PostAsync("/oauth2/device", [("scope", "openid")]);
        Assert.True(started.IsSuccessStatusCode);
    }

    private Task<long> CountAsync() => server.Database.FindAsync<long>(Count, new { environment = server.Environment }, Ct);
}

public sealed class PurgeExpiredOnSqlite(OidcServer<SqliteEngine> server) : PurgeExpiredSuite<SqliteEngine>(server);

public sealed class PurgeExpiredOnPostgres(OidcServer<PostgresEngine> server) : PurgeExpiredSuite<PostgresEngine>(server);
