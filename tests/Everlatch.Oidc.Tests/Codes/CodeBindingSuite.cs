using System.Net;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Codes;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Codes;

/// <summary>A code is worth something to one application, for one address, with one verifier, once, for a minute.</summary>
public abstract class CodeBindingSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>
    where TEngine : ITestEngine
{
    [Theory]
    [InlineData("redirect_uri", "https://app.example/bye")]
    [InlineData("redirect_uri", null)]
    [InlineData("code_verifier", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("code_verifier", "short")]
    [InlineData("code_verifier", null)]
    [InlineData("code_verifier", "ÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿ")]
    [InlineData("client_secret", "els_wrong")]
    [InlineData("client_secret", null)]
    public async Task A_wrong_value_gets_nothing_and_does_not_burn_the_code(string name, string? value)
    {
        var (client, request, code) = await CodeAsync();
        Assert.Contains(
            await client.RedeemAsync(request, code, (name, value)).ErrorAsync(),
            new[] { "invalid_grant", "invalid_request", "invalid_client" });
        Assert.Null(await client.RedeemAsync(request, code).ErrorAsync());
    }

    [Theory]
    [InlineData("scope", "openid phone", "invalid_scope")]
    [InlineData("scope", "openid orders:read", "invalid_scope")]
    [InlineData("resource", OidcServer<SqliteEngine>.Stock, "invalid_target")]
    public async Task What_was_not_granted_is_refused_and_does_not_burn_the_code(string name, string value, string error)
    {
        var (client, request, code) = await CodeAsync();
        Assert.Equal(error, await client.RedeemAsync(request, code, (name, value)).ErrorAsync());
        using var response = await client.RedeemAsync(request, code, ("scope", "openid"));
        Assert.Equal("openid", (await response.JsonAsync()).Jwt("access_token").GetClaim("scope").Value);
    }

    [Fact]
    public async Task Who_cannot_redeem_a_code_is_not_told_what_it_grants()
    {
        var (client, request, code) = await CodeAsync();
        var verifier = new string('a', 43);
        foreach (var scope in new[] { "openid", "phone" })
        {
            Assert.Equal(
                "invalid_grant",
                await client.RedeemAsync(request, code, ("code_verifier", verifier), ("scope", scope)).ErrorAsync());
        }

        Assert.Null(await client.RedeemAsync(request, code).ErrorAsync());
    }

    [Fact]
    public async Task A_missing_key_is_503_and_does_not_burn_the_code()
    {
        var application = await server.AddApplicationAsync();
        var (client, request, code) = await CodeAsync(application: application);
        await server.SignWithAsync(application, SigningAlgorithms.EdDsa);
        using (var refused = await client.RedeemAsync(request, code))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Equal("temporarily_unavailable", (await refused.JsonAsync()).Text("error"));
        }

        await server.SignWithAsync(application, SigningAlgorithms.Es256);
        Assert.Null(await client.RedeemAsync(request, code).ErrorAsync());
    }

    [Fact]
    public async Task Another_application_gets_nothing_and_does_not_burn_the_code()
    {
        var (client, request, code) = await CodeAsync();
        var thief = new TestClient(server.Browser(), await server.AddApplicationAsync());
        Assert.Equal("invalid_grant", await thief.RedeemAsync(request, code).ErrorAsync());
        Assert.Null(await client.RedeemAsync(request, code).ErrorAsync());
    }

    [Fact]
    public async Task A_verifier_of_the_greatest_length_works_and_a_longer_one_does_not()
    {
        var longest = await CodeAsync(new string('v', 128));
        Assert.Null(await longest.Client.RedeemAsync(longest.Request, longest.Code).ErrorAsync());
        var longer = await CodeAsync(new string('v', 129));
        Assert.Equal("invalid_grant", await longer.Client.RedeemAsync(longer.Request, longer.Code).ErrorAsync());
    }

    [Fact]
    public async Task A_public_application_redeems_with_its_verifier_alone()
    {
        var application = await server.AddApplicationAsync(ApplicationKind.Spa);
        var (client, request, code) = await CodeAsync(application: application);
        Assert.Equal("invalid_client", await client.RedeemAsync(request, code, ("client_secret", "els_any")).ErrorAsync());
        Assert.Null(await client.RedeemAsync(request, code).ErrorAsync());
    }

    [Fact]
    public async Task A_code_expires()
    {
        var (client, request, code) = await CodeAsync();
        server.Clock.Advance(IssueCode.Life);
        Assert.Equal("invalid_grant", await client.RedeemAsync(request, code).ErrorAsync());
    }

    [Fact]
    public async Task A_second_use_ends_what_the_first_one_gave()
    {
        var signedIn = await SignInAsync();
        Assert.True(await signedIn.SignedIn.IsAccessAliveAsync());
        Assert.Equal("invalid_grant", await signedIn.SignedIn.Client.RedeemAsync(signedIn.Request, signedIn.Code).ErrorAsync());
        Assert.False(await signedIn.SignedIn.IsAccessAliveAsync());
        Assert.Equal("invalid_grant", await signedIn.SignedIn.Client.RefreshAsync(signedIn.SignedIn.Refresh).ErrorAsync());
    }

    [Fact]
    public async Task A_second_use_by_another_application_ends_nothing()
    {
        var (signedIn, request, code) = await SignInAsync();
        var thief = new TestClient(server.Browser(), await server.AddApplicationAsync());
        Assert.Equal("invalid_grant", await thief.RedeemAsync(request, code).ErrorAsync());
        Assert.True(await signedIn.IsAccessAliveAsync());
    }

    [Fact]
    public async Task Parallel_redeemers_get_tokens_at_most_once()
    {
        var (client, request, code) = await CodeAsync();
        var errors = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.RedeemAsync(request, code).ErrorAsync()));
        Assert.Equal(1, errors.Count(error => error is null));
        Assert.Equal(7, errors.Count(error => error == "invalid_grant"));
    }

    [Fact]
    public async Task A_code_of_a_session_that_has_ended_gives_nothing()
    {
        var application = await server.AddApplicationAsync();
        var (request, person) = (new CodeRequest(application), await server.AddPersonAsync());
        var code = await server.Browser(person).CodeAsync(request);
        await server.EndSessionAsync(person);
        Assert.Equal(
            "invalid_grant", await new TestClient(server.Browser(), application).RedeemAsync(request, code).ErrorAsync());
    }

    private async Task<(TestClient Client, CodeRequest Request, string Code)> CodeAsync(
        string? verifier = null, TestApplication? application = null)
    {
        var request = new CodeRequest(application ?? await server.AddApplicationAsync());
        request = verifier is null ? request : request with { Verifier = verifier };
        var code = await server.Browser(await server.AddPersonAsync()).CodeAsync(request);
        return (new TestClient(server.Browser(), request.Application), request, code);
    }

    private async Task<(SignedIn SignedIn, CodeRequest Request, string Code)> SignInAsync()
    {
        var application = await server.AddApplicationAsync();
        var (person, request) = (await server.AddPersonAsync(), new CodeRequest(application));
        var code = await server.Browser(person).CodeAsync(request);
        var client = new TestClient(server.Browser(), application);
        using var response = await client.RedeemAsync(request, code);
        return (new SignedIn(application, person, client, await response.JsonAsync()), request, code);
    }
}

public sealed class CodeBindingOnSqlite(OidcServer<SqliteEngine> server) : CodeBindingSuite<SqliteEngine>(server);

public sealed class CodeBindingOnPostgres(OidcServer<PostgresEngine> server) : CodeBindingSuite<PostgresEngine>(server);
