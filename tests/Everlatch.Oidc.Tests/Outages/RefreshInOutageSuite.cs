using System.Net;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Oidc.Tests.Outages;

/// <summary>Applications refresh while no database takes writes, and the families go on afterwards.</summary>
public abstract class RefreshInOutageSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>, IDisposable
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_family_goes_on_with_short_tokens_and_catches_up_afterwards()
    {
        var signedIn = await server.SignInAsync();
        server.BeginOutage();
        var second = await SpendAsync(signedIn, signedIn.Refresh, seconds: 300);
        var third = await SpendAsync(signedIn, second, seconds: 300);

        server.EndOutage();
        await server.ReplayAsync();
        await server.ReplayAsync();

        Assert.Equal([2L], await server.GenerationsAsync(signedIn.Person));
        var fourth = await SpendAsync(signedIn, third, seconds: 600);
        server.Clock.Advance(SpendRefreshToken.Window + TimeSpan.FromSeconds(1));
        await SpendAsync(signedIn, fourth, seconds: 600);
    }

    [Fact]
    public async Task A_family_goes_on_also_before_the_journal_arrives()
    {
        var signedIn = await server.SignInAsync();
        server.BeginOutage();
        var second = await SpendAsync(signedIn, signedIn.Refresh, seconds: 300);
        server.EndOutage();

        var third = await SpendAsync(signedIn, second, seconds: 600);
        await server.ReplayAsync();

        Assert.Equal([2L], await server.GenerationsAsync(signedIn.Person));
        await SpendAsync(signedIn, third, seconds: 600);
    }

    [Fact]
    public async Task A_token_that_is_newer_than_the_standby_is_ours_all_the_same()
    {
        var signedIn = await server.SignInAsync();
        var second = await SpendAsync(signedIn, signedIn.Refresh, seconds: 600);
        await server.ForgetRotationsAsync(signedIn.Person);
        server.BeginOutage();

        var third = await SpendAsync(signedIn, second, seconds: 300);

        server.EndOutage();
        await server.ReplayAsync();
        Assert.Equal([2L], await server.GenerationsAsync(signedIn.Person));
        await SpendAsync(signedIn, third, seconds: 600);
    }

    [Fact]
    public async Task A_second_spender_gets_the_same_successor_inside_the_window()
    {
        var signedIn = await server.SignInAsync();
        server.BeginOutage();
        var first = await SpendAsync(signedIn, signedIn.Refresh, seconds: 300);
        server.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(first, await SpendAsync(signedIn, signedIn.Refresh, seconds: 300));
    }

    [Fact]
    public async Task An_old_token_is_unavailable_and_ends_nothing_until_the_outage_is_over()
    {
        var signedIn = await server.SignInAsync();
        var second = await SpendAsync(signedIn, signedIn.Refresh, seconds: 600);
        server.Clock.Advance(SpendRefreshToken.Window + TimeSpan.FromSeconds(1));
        server.BeginOutage();

        using var old = await signedIn.Client.RefreshAsync(signedIn.Refresh);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, old.StatusCode);
        var third = await SpendAsync(signedIn, second, seconds: 300);

        server.EndOutage();
        await server.ReplayAsync();
        using var reused = await signedIn.Client.RefreshAsync(signedIn.Refresh);
        Assert.Equal("invalid_grant", (await reused.JsonAsync()).Text("error"));
        using var ended = await signedIn.Client.RefreshAsync(third);
        Assert.Equal("invalid_grant", (await ended.JsonAsync()).Text("error"));
    }

    [Fact]
    public async Task What_was_revoked_meanwhile_stays_revoked()
    {
        var signedIn = await server.SignInAsync();
        server.BeginOutage();
        var second = await SpendAsync(signedIn, signedIn.Refresh, seconds: 300);
        server.EndOutage();
        await server.EndSessionAsync(signedIn.Person);

        await server.ReplayAsync();

        Assert.Empty(await server.GenerationsAsync(signedIn.Person));
        using var after = await signedIn.Client.RefreshAsync(second);
        Assert.Equal("invalid_grant", (await after.JsonAsync()).Text("error"));
        var grant = await server.GrantOfAsync(signedIn.Person);
        Assert.Equal(1, await server.CountEventsAsync("outage.refused", grant.Value));
    }

    [Fact]
    public async Task What_the_standby_knows_to_be_revoked_is_refused_in_the_outage()
    {
        var signedIn = await server.SignInAsync();
        await server.EndSessionAsync(signedIn.Person);
        server.BeginOutage();

        using var refused = await signedIn.Client.RefreshAsync(signedIn.Refresh);

        Assert.Equal("invalid_grant", (await refused.JsonAsync()).Text("error"));
    }

    [Fact]
    public async Task A_token_whose_grant_nobody_knows_is_unavailable()
    {
        var signedIn = await server.SignInAsync();
        var stranger = new RefreshToken(Id.New<GrantId>(server.Clock), 0).ToText(
            ProofKeys.Of(server.Services.GetRequiredService<MasterKey>(), server.Environment));
        server.BeginOutage();
        using var unavailable = await signedIn.Client.RefreshAsync(stranger);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unavailable.StatusCode);

        server.EndOutage();
        using var refused = await signedIn.Client.RefreshAsync(stranger);
        Assert.Equal("invalid_grant", (await refused.JsonAsync()).Text("error"));
    }

    [Fact]
    public async Task A_grant_of_the_outage_travels_in_its_token_and_brings_itself()
    {
        var signedIn = await SignInInOutageAsync();
        var second = await SpendAsync(signedIn, signedIn.Refresh, seconds: 300);

        // The server that has the journal does not come back for now.
        server.EndOutage();
        var third = await SpendAsync(signedIn, second, seconds: 600);
        Assert.Equal([2L], await server.GenerationsAsync(signedIn.Person));
        await server.ReplayAsync();
        Assert.Equal([2L], await server.GenerationsAsync(signedIn.Person));
        await SpendAsync(signedIn, third, seconds: 600);
    }

    [Fact]
    public async Task A_grant_of_the_outage_that_was_refused_after_it_stays_refused_in_the_next()
    {
        var signedIn = await SignInInOutageAsync();
        server.EndOutage();
        server.BeginOutage();
        var second = await SpendAsync(signedIn, signedIn.Refresh, seconds: 300);

        server.EndOutage();
        await server.EndSessionAsync(signedIn.Person);
        await server.ReplayAsync();
        server.BeginOutage();
        using var refused = await signedIn.Client.RefreshAsync(second);

        Assert.Equal("invalid_grant", (await refused.JsonAsync()).Text("error"));
    }

    [Fact]
    public async Task Such_a_token_is_introspected_and_revoked_like_any_other()
    {
        var signedIn = await SignInInOutageAsync();
        using var unavailable = await signedIn.Client.PostAsync("/oauth2/revoke", [("token", signedIn.Refresh)]);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unavailable.StatusCode);

        server.EndOutage();
        using var introspected = await signedIn.Client.PostAsync("/oauth2/introspect", [("token", signedIn.Refresh)]);
        Assert.True((bool)(await introspected.JsonAsync())["active"]!);
        using var revoked = await signedIn.Client.PostAsync("/oauth2/revoke", [("token", signedIn.Refresh)]);
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        await server.ReplayAsync();
        using var refused = await signedIn.Client.RefreshAsync(signedIn.Refresh);
        Assert.Equal("invalid_grant", (await refused.JsonAsync()).Text("error"));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        server.EndOutage();
        GC.SuppressFinalize(this);
    }

    private async Task<SignedIn> SignInInOutageAsync()
    {
        var (application, person) = (await server.AddApplicationAsync(), await server.AddPersonAsync());
        server.BeginOutage();
        return await server.SignInAsync(application, known: person);
    }

    private static async Task<string> SpendAsync(SignedIn signedIn, string refresh, int seconds)
    {
        using var response = await signedIn.Client.RefreshAsync(refresh);
        var tokens = await response.JsonAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, tokens.ToString());
        Assert.Equal(seconds, (int)tokens["expires_in"]!);
        return tokens.Text("refresh_token");
    }
}

public sealed class RefreshInOutageOnSqlite(OidcServer<SqliteEngine> server) : RefreshInOutageSuite<SqliteEngine>(server);

public sealed class RefreshInOutageOnPostgres(OidcServer<PostgresEngine> server) : RefreshInOutageSuite<PostgresEngine>(server);
