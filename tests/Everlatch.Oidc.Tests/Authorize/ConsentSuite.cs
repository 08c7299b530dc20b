using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Consent;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Oidc.Tests.Authorize;

public abstract class ConsentSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>
    where TEngine : ITestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_elses_application_is_asked_about_once()
    {
        var (application, person) = (await ThirdPartyAsync(), await server.AddPersonAsync());
        var request = new CodeRequest(application) { Scope = "openid email orders:read" };
        var back = await AskedAsync(person, request);

        var question = await Find.RunAsync(server.Here(), back, Ct);
        Assert.Equal(["openid", "email"], question!.Scopes);
        var api = Assert.Single(question.Apis);
        Assert.Equal(OidcServer<SqliteEngine>.Orders, api.Name);
        Assert.Equal([new ApiScope("orders:read", "orders:read")], api.Scopes);
        await AllowAsync(person, question);

        Assert.NotEmpty(await server.Browser(person).CodeAsync(request));
        Assert.NotEmpty(await server.Browser(person).CodeAsync(request with { Scope = "openid" }));
    }

    [Fact]
    public async Task More_scopes_are_asked_about_and_earlier_ones_stay_allowed()
    {
        var (application, person) = (await ThirdPartyAsync(), await server.AddPersonAsync());
        var (small, large) =
            (new CodeRequest(application) { Scope = "openid" }, new CodeRequest(application) { Scope = "email" });
        await AllowAsync(person, (await Find.RunAsync(server.Here(), await AskedAsync(person, small), Ct))!);
        await AllowAsync(person, (await Find.RunAsync(server.Here(), await AskedAsync(person, large), Ct))!);
        Assert.NotEmpty(await server.Browser(person).CodeAsync(new CodeRequest(application) { Scope = "openid email" }));
    }

    [Fact]
    public async Task A_scope_of_the_same_name_at_another_api_is_asked_about()
    {
        var (first, second) = (await AddApiAsync(), await AddApiAsync());
        var application = await server.AddApplicationAsync(change: draft => draft with
        {
            FirstParty = false,
            Apis = [new ApiGrant(first.Id, ["read"]), new ApiGrant(second.Id, ["read"])],
        });
        var person = await server.AddPersonAsync();
        var (one, other) = (At(application, first.Audience), At(application, second.Audience));
        await AllowAsync(person, (await Find.RunAsync(server.Here(), await AskedAsync(person, one), Ct))!);
        Assert.NotEmpty(await server.Browser(person).CodeAsync(one));

        var question = await Find.RunAsync(server.Here(), await AskedAsync(person, other), Ct);
        Assert.Equal([second.Id], question!.Apis.Select(api => api.Id));
        await AllowAsync(person, question);
        Assert.NotEmpty(await server.Browser(person).CodeAsync(other));
        Assert.NotEmpty(await server.Browser(person).CodeAsync(one));
    }

    [Fact]
    public async Task An_api_is_asked_about_even_where_no_scope_of_it_is_wanted()
    {
        var (first, second) = (await AddApiAsync(), await AddApiAsync());
        var application = await server.AddApplicationAsync(change: draft => draft with
        {
            FirstParty = false,
            Apis = [new ApiGrant(first.Id, []), new ApiGrant(second.Id, [])],
        });
        var person = await server.AddPersonAsync();
        var (one, other) = (At(application, first.Audience, "openid"), At(application, second.Audience, "openid"));
        await AllowAsync(person, (await Find.RunAsync(server.Here(), await AskedAsync(person, one), Ct))!);
        Assert.NotEmpty(await server.Browser(person).CodeAsync(one));
        Assert.NotEmpty(await server.Browser(person).CodeAsync(new CodeRequest(application) { Scope = "openid" }));
        await AskedAsync(person, other);
    }

    [Fact]
    public async Task Another_person_is_asked_for_themselves()
    {
        var (application, person) = (await ThirdPartyAsync(), await server.AddPersonAsync());
        var request = new CodeRequest(application);
        await AllowAsync(person, (await Find.RunAsync(server.Here(), await AskedAsync(person, request), Ct))!);
        await AskedAsync(await server.AddPersonAsync(), request);
    }

    [Fact]
    public async Task An_application_that_demands_to_ask_gets_its_question_and_then_its_code()
    {
        var (application, person) = (await ThirdPartyAsync(), await server.AddPersonAsync());
        var request = new CodeRequest(application) { Also = new() { ["prompt"] = "consent" } };
        await AllowAsync(person, (await Find.RunAsync(server.Here(), await AskedAsync(person, request), Ct))!);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var back = await AskedAsync(person, request);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await AllowAsync(person, (await Find.RunAsync(server.Here(), back, Ct))!);
        using var response = await server.Browser(person).GetAsync(back);
        Assert.NotNull(response.RedirectedTo().Parameter("code"));
    }

    [Fact]
    public async Task Who_may_not_be_asked_has_not_allowed_it()
    {
        var request = new CodeRequest(await ThirdPartyAsync()) { Also = new() { ["prompt"] = "none" } };
        using var response = await server.Browser(await server.AddPersonAsync()).AuthorizeAsync(request);
        Assert.Equal("consent_required", response.RedirectedTo().Parameter("error"));
    }

    [Fact]
    public async Task Who_says_no_sends_the_application_away()
    {
        var person = await server.AddPersonAsync();
        var back = await AskedAsync(person, new CodeRequest(await ThirdPartyAsync()));
        using var response = await server.Browser(person).GetAsync(ConsentAnswer.Deny(back));
        Assert.Equal("access_denied", response.RedirectedTo().Parameter("error"));
        Assert.Equal(server.Issuer, response.RedirectedTo().Parameter("iss"));
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("https://evil.example/oauth2/authorize?client_id=x")]
    [InlineData("/oauth2/authorize?client_id=app_unknown&scope=openid")]
    public async Task No_question_waits_at_other_addresses(string address) =>
        Assert.Null(await Find.RunAsync(server.Here(), address, Ct));

    private FindConsentRequest Find => server.Services.GetRequiredService<FindConsentRequest>();

    private Task<TestApplication> ThirdPartyAsync() =>
        server.AddApplicationAsync(change: draft => draft with { FirstParty = false });

    private Task AllowAsync(TestPerson person, ConsentQuestion question) =>
        server.Services.GetRequiredService<RecordConsent>().RunAsync(
            server.Environment, person.User, question.Application, question.Access, Ct);

    private async Task<(string Audience, ApiId Id)> AddApiAsync()
    {
        var audience = $"https://{Id.NewText("api", server.Clock)}.example/";
        return (audience, await server.AddApiAsync(audience, "read"));
    }

    private static CodeRequest At(TestApplication application, string audience, string scope = "openid read") =>
        new(application) { Scope = scope, Also = new() { ["resource"] = audience } };

    private async Task<string> AskedAsync(TestPerson person, CodeRequest request)
    {
        using var response = await server.Browser(person).AuthorizeAsync(request);
        Assert.StartsWith("/consent?return=", response.RedirectedTo().OriginalString, StringComparison.Ordinal);
        return response.RedirectedTo().Parameter("return")!;
    }
}

public sealed class ConsentOnSqlite(OidcServer<SqliteEngine> server) : ConsentSuite<SqliteEngine>(server);

public sealed class ConsentOnPostgres(OidcServer<PostgresEngine> server) : ConsentSuite<PostgresEngine>(server);
