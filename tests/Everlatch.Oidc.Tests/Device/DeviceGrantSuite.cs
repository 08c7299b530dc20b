using System.Net;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Device;
using Everlatch.Oidc.People;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Oidc.Tests.Device;

public abstract class DeviceGrantSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>
    where TEngine : ITestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_that_a_person_allows_gets_tokens_once()
    {
        var (client, started) = await StartAsync();
        Assert.Equal(server.Issuer + "/device", started.VerificationUri);
        Assert.Matches("^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$", started.UserCode);
        Assert.Equal("authorization_pending", await ErrorAsync(client, started));
        var person = await server.AddPersonAsync();

        Assert.True(await DecideAsync(person, started.UserCode.ToLowerInvariant(), allow: true));

        var tokens = await (await PollAsync(client, started)).JsonAsync();
        Assert.Equal(person.User.Value, tokens.Jwt("access_token").Subject);
        Assert.Equal("invalid_grant", await ErrorAsync(client, started));
        var second = await (await client.RefreshAsync(tokens.Text("refresh_token"))).JsonAsync();
        Assert.Equal(person.User.Value, second.Jwt("access_token").Subject);
    }

    [Fact]
    public async Task A_device_whose_tokens_were_lost_with_the_databases_answer_asks_again_and_gets_them()
    {
        var (client, started) = await StartAsync();
        Assert.True(await DecideAsync(await server.AddPersonAsync(), started.UserCode, allow: true));
        server.LostAnswer = "devices.redeem";
        using var lost = await PollAsync(client, started);
        server.LostAnswer = null;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.StatusCode);
        using var given = await PollAsync(client, started);
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.Equal("invalid_grant", await ErrorAsync(client, started));
    }

    [Theory]
    [InlineData(true, "authorization_pending")]
    [InlineData(false, "access_denied")]
    public async Task A_person_who_decides_while_the_device_asks_is_heard(bool allow, string error)
    {
        var (client, started) = await StartAsync();
        var person = await server.AddPersonAsync();
        server.Meanwhile = (
            "devices.find_status", async () => Assert.True(await DecideAsync(person, started.UserCode, allow)));
        Assert.Equal(error, await ErrorAsync(client, started));
        using var next = await PollAsync(client, started);
        Assert.Equal(allow, next.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_device_that_a_person_refuses_is_told_so()
    {
        var (client, started) = await StartAsync();
        Assert.True(await DecideAsync(await server.AddPersonAsync(), started.UserCode, allow: false));
        Assert.Equal("access_denied", await ErrorAsync(client, started));
    }

    [Fact]
    public async Task A_person_decides_once()
    {
        var (_, started) = await StartAsync();
        var person = await server.AddPersonAsync();
        Assert.True(await DecideAsync(person, started.UserCode, allow: false));
        Assert.False(await DecideAsync(person, started.UserCode, allow: true));
    }

    [Fact]
    public async Task A_device_that_asks_too_often_is_told_to_slow_down_and_one_that_waits_is_not()
    {
        var (client, started) = await StartAsync();
        Assert.Equal("authorization_pending", await ErrorAsync(client, started));
        server.Clock.Advance(RedeemDeviceCode.Interval - TimeSpan.FromMilliseconds(1));
        Assert.Equal("slow_down", await ErrorAsync(client, started));
        server.Clock.Advance(RedeemDeviceCode.Interval);
        Assert.Equal("authorization_pending", await ErrorAsync(client, started));
    }

    [Fact]
    public async Task A_code_that_nobody_answers_expires_for_both()
    {
        var (client, started) = await StartAsync();
        server.Clock.Advance(StartDevice.Life);
        Assert.False(await DecideAsync(await server.AddPersonAsync(), started.UserCode, allow: true));
        Assert.Equal("expired_token", await ErrorAsync(client, started));
    }

    [Fact]
    public async Task Another_application_gets_nothing_for_the_device_code()
    {
        var (client, started) = await StartAsync();
        await DecideAsync(await server.AddPersonAsync(), started.UserCode, allow: true);
        var thief = new TestClient(server.Browser(), await server.AddApplicationAsync(ApplicationKind.Device));
        Assert.Equal("invalid_grant", await ErrorAsync(thief, started));
        using var response = await PollAsync(client, started);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("scope", "openid email", "invalid_scope")]
    [InlineData("resource", OidcServer<SqliteEngine>.Stock, "invalid_target")]
    public async Task What_was_not_granted_is_refused_and_does_not_burn_the_device_code(string name, string value, string error)
    {
        var (client, started) = await StartAsync();
        Assert.Equal("authorization_pending", await ErrorAsync(client, started, (name, value)));
        await DecideAsync(await server.AddPersonAsync(), started.UserCode, allow: true);
        Assert.Equal(error, await ErrorAsync(client, started, (name, value)));
        using var response = await PollAsync(client, started);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_missing_key_is_503_and_does_not_burn_the_device_code()
    {
        var application = await server.AddApplicationAsync(ApplicationKind.Device);
        var (client, started) = await StartAsync(application);
        await DecideAsync(await server.AddPersonAsync(), started.UserCode, allow: true);
        await server.SignWithAsync(application, SigningAlgorithms.EdDsa);
        using (var refused = await PollAsync(client, started))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("temporarily_unavailable", (await refused.JsonAsync()).Text("error"));
        }

        await server.SignWithAsync(application, SigningAlgorithms.Es256);
        using var response = await PollAsync(client, started);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_application_with_a_browser_may_not_use_the_grant()
    {
        var client = new TestClient(server.Browser(), await server.AddApplicationAsync(ApplicationKind.Spa));
        using var response = await client.PostAsync("/oauth2/device", [("scope", "openid")]);
        Assert.Equal("unauthorized_client", (await response.JsonAsync()).Text("error"));
    }

    [Fact]
    public async Task Guesses_of_user_codes_are_bounded_and_another_guesser_is_not_held_back()
    {
        var (_, started) = await StartAsync();
        var find = server.Services.GetRequiredService<FindDeviceRequest>();
        for (var i = 0; i < UserCodeGuesses.MaxMisses; i++)
        {
            Assert.Null(await find.RunAsync(server.Here(), "BBBB-BBBB", "guesser", Ct));
        }

        Assert.Null(await find.RunAsync(server.Here(), started.UserCode, "guesser", Ct));
        Assert.NotNull(await find.RunAsync(server.Here(), started.UserCode, "person", Ct));
    }

    private static Task<HttpResponseMessage> PollAsync(
        TestClient client, Started started, params (string Name, string? Value)[] changes) =>
        client.PostAsync(
            "/oauth2/token",
            [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", started.DeviceCode), .. changes]);

    private static async Task<string> ErrorAsync(
        TestClient client, Started started, params (string Name, string? Value)[] changes)
    {
        using var response = await PollAsync(client, started, changes);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return (await response.JsonAsync()).Text("error");
    }

    private Task<bool> DecideAsync(TestPerson person, string userCode, bool allow)
    {
        var decide = server.Services.GetRequiredService<DecideDevice>();
        var signedIn = new SignedInPerson
        {
            User = person.User, Session = person.Session, Amr = ["pwd"], AuthenticatedAt = server.Clock.GetUtcNow(),
        };
        return allow ? decide.ApproveAsync(server.Here(), signedIn, userCode, Ct) : decide.DenyAsync(server.Here(), userCode, Ct);
    }

    private async Task<(TestClient Client, Started Started)> StartAsync(TestApplication? application = null)
    {
        application ??= await server.AddApplicationAsync(ApplicationKind.Device);
        var client = new TestClient(server.Browser(), application);
        using var response = await client.PostAsync("/oauth2/device", [("scope", "openid offline_access")]);
        var json = await response.JsonAsync();
        return (client, new Started(json.Text("device_code"), json.Text("user_code"), json.Text("verification_uri")));
    }

    private sealed record Started(string DeviceCode, string UserCode, string VerificationUri);
}

public sealed class DeviceGrantOnSqlite(OidcServer<SqliteEngine> server) : DeviceGrantSuite<SqliteEngine>(server);

public sealed class DeviceGrantOnPostgres(OidcServer<PostgresEngine> server) : DeviceGrantSuite<PostgresEngine>(server);
