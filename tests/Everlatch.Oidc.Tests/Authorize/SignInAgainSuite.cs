using Everlatch.Directory.Entries;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Oidc.Tests.Authorize;

/// <summary>When a person must sign in, and when again: once for each request, and no request can be tricked out of it.</summary>
public abstract class SignInAgainSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task Somebody_who_is_not_signed_in_signs_in_and_comes_back_to_the_request()
    {
        var request = new CodeRequest(await server.AddApplicationAsync());
        var back = await SentToAsync("/signin", server.Browser(), request);
        using var response = await server.Browser(await server.AddPersonAsync()).GetAsync(back);
        Assert.NotNull(response.RedirectedTo().Parameter("code"));
    }

    [Fact]
    public async Task Every_resource_of_a_request_comes_back_from_the_sign_in()
    {
        string[] resources = [OidcServer<TEngine>.Orders, OidcServer<TEngine>.Stock];
        var application = await server.AddApplicationAsync(change: draft => draft with
        {
            Apis = [.. resources.Zip(["orders:read", "stock:read"], (api, scope) => new ApiGrant(server.Apis[api], [scope]))],
        });
        var request = new CodeRequest(application) { Scope = "openid orders:read stock:read" };
        var parameters = request.ToParameters()
            .Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value))
            .Concat(resources.Select(resource => new KeyValuePair<string, string?>("resource", resource)));
        using var sent = await server.Browser().GetAsync(QueryHelpers.AddQueryString("/oauth2/authorize", parameters));
        var back = sent.RedirectedTo().Parameter("return")!;

        using var response = await server.Browser(await server.AddPersonAsync()).GetAsync(back);
        var code = response.RedirectedTo().Parameter("code");
        Assert.NotNull(code);
        using var redeemed = await new TestClient(server.Browser(), application).RedeemAsync(request, code);
        Assert.Equal(resources, (await redeemed.JsonAsync()).Jwt("access_token").Audiences);
    }

    [Fact]
    public async Task Nobody_is_asked_when_the_application_forbids_it()
    {
        var request = new CodeRequest(await server.AddApplicationAsync()) { Also = new() { ["prompt"] = "none" } };
        using var refused = await server.Browser().AuthorizeAsync(request);
        Assert.Equal("login_required", refused.RedirectedTo().Parameter("error"));
        Assert.Equal(server.Issuer, refused.RedirectedTo().Parameter("iss"));
        Assert.NotEmpty(await server.Browser(await server.AddPersonAsync()).CodeAsync(request));
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("prompt", "select_account")]
    [InlineData("max_age", "0")]
    public async Task A_demand_for_a_fresh_sign_in_is_met_by_one_after_the_request_began(string name, string value)
    {
        var person = await server.AddPersonAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var request = new CodeRequest(await server.AddApplicationAsync()) { Also = new() { [name] = value } };
        var back = await SentToAsync("/signin", server.Browser(person), request);

        using var tooEarly = await server.Browser(person).GetAsync(back);
        Assert.StartsWith("/signin?", tooEarly.RedirectedTo().OriginalString, StringComparison.Ordinal);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await server.SignInAgainAsync(person);
        using var response = await server.Browser(again).GetAsync(back);
        Assert.NotNull(response.RedirectedTo().Parameter("code"));
    }

    [Fact]
    public async Task A_sign_in_for_one_request_does_not_meet_the_demand_of_another()
    {
        var person = await server.AddPersonAsync();
        var application = await server.AddApplicationAsync();
        var first = new CodeRequest(application) { Also = new() { ["prompt"] = "login" } };
        var back = await SentToAsync("/signin", server.Browser(person), first);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await server.SignInAgainAsync(person);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var interaction = new Uri(back, UriKind.Relative).Parameter("interaction");

        var stolen = first with { Also = new() { ["prompt"] = "login", ["nonce"] = "another", ["interaction"] = interaction } };
        await SentToAsync("/signin", server.Browser(again), stolen);
        var madeUp = first with { Also = new() { ["prompt"] = "login", ["interaction"] = new string('A', 90) } };
        await SentToAsync("/signin", server.Browser(again), madeUp);
    }

    [Fact]
    public async Task A_session_that_is_too_old_for_max_age_is_not_taken_and_a_younger_one_is()
    {
        var person = await server.AddPersonAsync();
        var request = new CodeRequest(await server.AddApplicationAsync()) { Also = new() { ["max_age"] = "60" } };
        server.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.NotEmpty(await server.Browser(person).CodeAsync(request));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await SentToAsync("/signin", server.Browser(person), request);
    }

    [Fact]
    public async Task A_hint_for_somebody_else_is_not_answered_with_this_person()
    {
        var signedIn = await server.SignInAsync();
        var silent =
            new CodeRequest(signedIn.Application) { Also = new() { ["prompt"] = "none", ["id_token_hint"] = signedIn.Identity } };
        using var other = await server.Browser(await server.AddPersonAsync()).AuthorizeAsync(silent);
        Assert.Equal("login_required", other.RedirectedTo().Parameter("error"));
        Assert.NotEmpty(await server.Browser(signedIn.Person).CodeAsync(silent));
    }

    [Fact]
    public async Task A_person_with_several_tenants_chooses_one()
    {
        var person = await server.AddPersonAsync(tenants: 2);
        var request = new CodeRequest(await server.AddApplicationAsync());
        await SentToAsync("/tenants", server.Browser(person), request);
        using var silent = await server.Browser(person).AuthorizeAsync(request with { Also = new() { ["prompt"] = "none" } });
        Assert.Equal("interaction_required", silent.RedirectedTo().Parameter("error"));
    }

    [Fact]
    public async Task A_person_without_a_tenant_gets_tokens_without_one()
    {
        var request = new CodeRequest(await server.AddApplicationAsync());
        var code = await server.Browser(await server.AddPersonAsync(tenants: 0)).CodeAsync(request);
        using var response = await new TestClient(server.Browser(), request.Application).RedeemAsync(request, code);
        Assert.False((await response.JsonAsync()).Jwt("access_token").TryGetClaim("tenant_id", out _));
    }

    private static async Task<string> SentToAsync(string page, TestBrowser browser, CodeRequest request)
    {
        using var response = await browser.AuthorizeAsync(request);
        var address = response.RedirectedTo();
        Assert.StartsWith(page + "?return=", address.OriginalString, StringComparison.Ordinal);
        var back = address.Parameter("return")!;
        Assert.StartsWith("/oauth2/authorize?", back, StringComparison.Ordinal);
        return back;
    }
}

public sealed class SignInAgainOnSqlite(OidcServer<SqliteEngine> server) : SignInAgainSuite<SqliteEngine>(server);

public sealed class SignInAgainOnPostgres(OidcServer<PostgresEngine> server) : SignInAgainSuite<PostgresEngine>(server);
