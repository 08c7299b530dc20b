using System.Net;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Outages;

/// <summary>Applications get codes and tokens while no database takes writes.</summary>
public abstract class CodeInOutageSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>, IDisposable
    where TEngine : ITestEngine
{
    [Fact]
    public async Task Tokens_are_short_and_the_grant_is_in_the_database_afterwards_once()
    {
        var (request, person, client) = await PrepareAsync();
        server.BeginOutage();
        var code = await server.Browser(person).CodeAsync(request);
        using var response = await client.RedeemAsync(request, code);
        var tokens = await response.JsonAsync();
        Assert.InRange((int)tokens["expires_in"]!, 1, 300);
        Assert.NotNull(tokens["id_token"]);

        server.EndOutage();
        Assert.Empty(await server.GenerationsAsync(person));
        await server.ReplayAsync();
        await server.ReplayAsync();

        Assert.Equal([0L], await server.GenerationsAsync(person));
        var grant = await server.GrantOfAsync(person);
        Assert.Equal(1, await server.CountEventsAsync("grant.created", grant.Value));
        using var refreshed = await client.RefreshAsync(tokens.Text("refresh_token"));
        var next = await refreshed.JsonAsync();
        Assert.Equal(600, (int)next["expires_in"]!);

        // The grant need not travel any more.
        Assert.True(next.Text("refresh_token").Length < 128);
    }

    [Fact]
    public async Task A_code_that_comes_back_in_the_outage_is_refused_and_ends_what_it_gave()
    {
        var (request, person, client) = await PrepareAsync();
        server.BeginOutage();
        var code = await server.Browser(person).CodeAsync(request);
        using var first = await client.RedeemAsync(request, code);
        var tokens = await first.JsonAsync();
        using var second = await client.RedeemAsync(request, code);
        Assert.Equal("invalid_grant", (await second.JsonAsync()).Text("error"));

        server.EndOutage();
        await server.ReplayAsync();

        Assert.Empty(await server.GenerationsAsync(person));
        using var refreshed = await client.RefreshAsync(tokens.Text("refresh_token"));
        Assert.Equal("invalid_grant", (await refreshed.JsonAsync()).Text("error"));
        Assert.Equal(1, await server.CountEventsAsync("code.reused", (await server.GrantOfAsync(person)).Value));
    }

    [Fact]
    public async Task A_code_of_the_outage_is_redeemed_after_it_once()
    {
        var (request, person, client) = await PrepareAsync();
        server.BeginOutage();
        var code = await server.Browser(person).CodeAsync(request);
        server.EndOutage();

        using var first = await client.RedeemAsync(request, code);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(600, (int)(await first.JsonAsync())["expires_in"]!);
        using var second = await client.RedeemAsync(request, code);
        Assert.Equal("invalid_grant", (await second.JsonAsync()).Text("error"));
        Assert.Empty(await server.GenerationsAsync(person));
    }

    [Fact]
    public async Task A_code_that_was_redeemed_in_the_outage_and_after_it_ends_what_it_gave()
    {
        var (request, person, client) = await PrepareAsync();
        server.BeginOutage();
        var code = await server.Browser(person).CodeAsync(request);
        using var first = await client.RedeemAsync(request, code);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        server.EndOutage();

        // As on another server, before the first one's journal arrives.
        using var second = await client.RedeemAsync(request, code);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        await server.ReplayAsync();

        Assert.Empty(await server.GenerationsAsync(person));
    }

    [Theory]
    [InlineData("code_verifier", "0000000000000000000000000000000000000000000")]
    [InlineData("redirect_uri", "https://app.example/other")]
    public async Task Who_cannot_redeem_it_does_not_spend_it(string parameter, string wrong)
    {
        var (request, person, client) = await PrepareAsync();
        server.BeginOutage();
        var code = await server.Browser(person).CodeAsync(request);

        using var refused = await client.RedeemAsync(request, code, (parameter, wrong));
        Assert.Equal("invalid_grant", (await refused.JsonAsync()).Text("error"));
        var stranger = new TestClient(server.Browser(), await StrangerAsync());
        using var strangers = await stranger.RedeemAsync(request, code);
        Assert.Equal("invalid_grant", (await strangers.JsonAsync()).Text("error"));
        using var altered = await client.RedeemAsync(request, code[..^3] + "AAA");
        Assert.Equal("invalid_grant", (await altered.JsonAsync()).Text("error"));
        using var wider = await client.RedeemAsync(request, code, ("scope", "openid orders:write"));
        Assert.Equal("invalid_scope", (await wider.JsonAsync()).Text("error"));
        using var right = await client.RedeemAsync(request, code);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task It_lives_as_long_as_any_code()
    {
        var (request, person, client) = await PrepareAsync();
        server.BeginOutage();
        var code = await server.Browser(person).CodeAsync(request);
        server.Clock.Advance(TimeSpan.FromSeconds(61));

        using var late = await client.RedeemAsync(request, code);

        Assert.Equal("invalid_grant", (await late.JsonAsync()).Text("error"));
    }

    [Fact]
    public async Task A_session_that_was_ended_meanwhile_takes_the_grant_with_it()
    {
        var (request, person, client) = await PrepareAsync();
        server.BeginOutage();
        using var response = await client.RedeemAsync(request, await server.Browser(person).CodeAsync(request));
        var refresh = (await response.JsonAsync()).Text("refresh_token");
        server.EndOutage();
        await server.EndSessionAsync(person);

        using var before = await client.RefreshAsync(refresh);
        Assert.Equal("invalid_grant", (await before.JsonAsync()).Text("error"));
        await server.ReplayAsync();
        using var after = await client.RefreshAsync(refresh);
        Assert.Equal("invalid_grant", (await after.JsonAsync()).Text("error"));
        Assert.Empty(await server.GenerationsAsync(person));
    }

    [Fact]
    public async Task Nobody_is_told_to_sign_in_whose_session_may_only_not_have_arrived()
    {
        var (request, person, _) = await PrepareAsync();
        var silent = request with { Also = new() { ["prompt"] = "none" } };
        var unknown = new TestBrowser(server.Issuer, "elk_0000000000000000000000000000000000000000000");
        server.BeginOutage();

        using var held = await unknown.AuthorizeAsync(silent);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, held.StatusCode);
        using var nobody = await server.Browser().AuthorizeAsync(silent);
        Assert.Equal("login_required", nobody.RedirectedTo().Parameter("error"));
        using var somebody = await server.Browser(person).AuthorizeAsync(silent);
        Assert.NotNull(somebody.RedirectedTo().Parameter("code"));
        using var asked = await unknown.AuthorizeAsync(request);
        Assert.StartsWith("/signin", asked.RedirectedTo().ToString().Replace(server.Issuer, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_needs_a_row_that_only_the_primary_can_take_is_unavailable()
    {
        var (request, person, client) = await PrepareAsync();
        var thirdParty = await server.AddApplicationAsync(change: draft => draft with { FirstParty = false });
        server.BeginOutage();

        using var pushed = await client.PostAsync(
            "/oauth2/par", request.ToParameters().Select(pair => (pair.Key, (string?)pair.Value)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, pushed.StatusCode);
        using var consent = await server.Browser(person).AuthorizeAsync(new CodeRequest(thirdParty));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, consent.StatusCode);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        server.EndOutage();
        GC.SuppressFinalize(this);
    }

    private async Task<(CodeRequest Request, TestPerson Person, TestClient Client)> PrepareAsync()
    {
        var application = await server.AddApplicationAsync();
        return (new CodeRequest(application), await server.AddPersonAsync(), new TestClient(server.Browser(), application));
    }

    // Registered before the outage is not needed: the directory is followed from memory.
    private async Task<TestApplication> StrangerAsync()
    {
        server.EndOutage();
        var stranger = await server.AddApplicationAsync();
        server.BeginOutage();
        return stranger;
    }
}

public sealed class CodeInOutageOnSqlite(OidcServer<SqliteEngine> server) : CodeInOutageSuite<SqliteEngine>(server);

public sealed class CodeInOutageOnPostgres(OidcServer<PostgresEngine> server) : CodeInOutageSuite<PostgresEngine>(server);
