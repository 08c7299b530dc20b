using System.Net;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Spending;

/// <summary>A code whose redeeming the database did not answer is as good as before, and no sign of a theft.</summary>
public abstract class UnansweredCodeSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly Statement Leave = Statement.Write(
        "testing.leave_tenants", "delete from memberships where environment_id = @environment and user_id = @user");

    private static readonly Statement CountEnded = Statement.Read(
        "testing.count_ended_grants",
        """
        select count(*) from grants where environment_id = @environment and user_id = @user and revoked_at is not null
        """);

    [Fact]
    public async Task The_next_try_gets_its_tokens_and_they_live()
    {
        var application = await server.AddApplicationAsync();
        var (person, request) = (await server.AddPersonAsync(), new CodeRequest(application));
        var code = await server.Browser(person).CodeAsync(request);
        var client = new TestClient(server.Browser(), application);

        await LoseAsync("codes.redeem", () => client.RedeemAsync(request, code));
        using var response = await client.RedeemAsync(request, code);
        var signedIn = new SignedIn(application, person, client, await response.JsonAsync());
        Assert.True(await signedIn.IsAccessAliveAsync());

        Assert.Equal("invalid_grant", await client.RedeemAsync(request, code).ErrorAsync());
        Assert.False(await signedIn.IsAccessAliveAsync());
    }

    [Fact]
    public async Task A_refresh_after_it_goes_on()
    {
        var signedIn = await server.SignInAsync();
        await LoseAsync("grants.spend_refresh_token", () => signedIn.Client.RefreshAsync(signedIn.Refresh));
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        using var response = await signedIn.Client.RefreshAsync(signedIn.Refresh);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_code_of_a_person_who_left_the_tenant_since_is_refused_and_no_reuse()
    {
        var application = await server.AddApplicationAsync();
        var (person, request) = (await server.AddPersonAsync(), new CodeRequest(application));
        var code = await server.Browser(person).CodeAsync(request);
        await server.Database.ExecuteAsync(
            Leave, new { environment = server.Environment, user = person.User }, TestContext.Current.CancellationToken);
        var client = new TestClient(server.Browser(), application);
        Assert.Equal("invalid_grant", await client.RedeemAsync(request, code).ErrorAsync());
        Assert.False(await IsEndedAsync(person));
        Assert.Equal("invalid_grant", await client.RedeemAsync(request, code).ErrorAsync());
        Assert.True(await IsEndedAsync(person));
    }

    private async Task<bool> IsEndedAsync(TestPerson person) =>
        await server.Database.FindAsync<long>(
            CountEnded,
            new { environment = server.Environment, user = person.User },
            TestContext.Current.CancellationToken) > 0;

    private async Task LoseAsync(string statement, Func<Task<HttpResponseMessage>> send)
    {
        server.LostAnswer = statement;
        try
        {
            using var response = await send();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        }
        finally
        {
            server.LostAnswer = null;
        }
    }
}

public sealed class UnansweredCodeOnSqlite(OidcServer<SqliteEngine> server) : UnansweredCodeSuite<SqliteEngine>(server);

public sealed class UnansweredCodeOnPostgres(OidcServer<PostgresEngine> server) : UnansweredCodeSuite<PostgresEngine>(server);
