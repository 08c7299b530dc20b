using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Testing;
using Everlatch.Testing.Directories;

namespace Everlatch.Identity.Tests.Machines;

public sealed class MachineTokensTests : IAsyncLifetime
{
    private const string Audience = "https://api.example";

    private readonly TestClock clock = new();
    private readonly GeneratedSecret secret = GeneratedSecret.New("els_");
    private readonly SampleEnvironment sample;
    private readonly ApiEntry api;
    private readonly MachineClientEntry client;
    private TokenServer server = null!;

    public MachineTokensTests()
    {
        sample = new SampleEnvironment(clock);
        api = sample.AddApi(Audience, "read", "write");
        client = sample.AddMachine(secret, null, api);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await TokenServer.StartAsync(sample, clock);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData(SigningAlgorithms.Es256)]
    [InlineData(SigningAlgorithms.Rs256)]
    [InlineData(SigningAlgorithms.Ps256)]
    [InlineData(SigningAlgorithms.EdDsa)]
    public async Task A_machine_gets_a_token_that_verifies(string algorithm)
    {
        sample.AddKey(algorithm);
        sample.Put(client with { SigningAlgorithm = algorithm });
        var (status, body, response) = await AskAsync(Form());

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(600, body.GetProperty("expires_in").GetInt32());
        Assert.Equal("read write", body.GetProperty("scope").GetString());
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);

        var token = await VerifyAsync(body);
        Assert.Equal(client.Id.Value, token.Subject);
        Assert.Equal(client.Id.Value, token.ClientId);
        Assert.Equal([Audience], token.Audiences);
        Assert.Equal(sample.Issuer, token.Issuer);
        Assert.Equal(clock.GetUtcNow(), token.IssuedAt);
        Assert.Equal(22, token.Jti.Length);
    }

    [Fact]
    public async Task A_basic_header_serves_as_well()
    {
        server.Client.DefaultRequestHeaders.Authorization = Basic(secret.Text);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(new() { ["grant_type"] = "client_credentials" })).Status);
    }

    [Fact]
    public async Task A_refused_client_is_told_how_to_try_again_and_nothing_more()
    {
        server.Client.DefaultRequestHeaders.Authorization = Basic("wrong");
        var wrong = await AskAsync(new() { ["grant_type"] = "client_credentials" });
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (wrong.Status, ErrorOf(wrong.Body)));
        Assert.Equal("Basic", Assert.Single(wrong.Response.Headers.WwwAuthenticate).Scheme);

        server.Client.DefaultRequestHeaders.Authorization = null;
        var unknown = await AskAsync(With("client_id", "mch_" + new string('0', 26)));
        Assert.Equal(wrong.Body.GetRawText(), unknown.Body.GetRawText());
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.Status);
    }

    [Theory]
    [InlineData("read", "read")]
    [InlineData("write read", "read write")]
    [InlineData("read read  read", "read")]
    public async Task Scopes_asked_for_are_granted_once_each(string asked, string granted) =>
        Assert.Equal(granted, (await AskAsync(With("scope", asked))).Body.GetProperty("scope").GetString());

    [Theory]
    [InlineData("admin")]
    [InlineData("read admin")]
    [InlineData("READ")]
    public async Task A_scope_that_is_not_granted_is_refused(string asked)
    {
        var answer = await AskAsync(With("scope", asked));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_scope"), (answer.Status, ErrorOf(answer.Body)));
    }

    [Fact]
    public async Task A_scope_that_the_api_dropped_is_granted_no_more()
    {
        var less = api with { Scopes = [new ApiScope("read", "")] };
        sample.Value = sample.Value with
        {
            Apis = sample.Value.Apis.SetItem(api.Id, less),
            ApisByAudience = sample.Value.ApisByAudience.SetItem(Audience, less),
        };
        Assert.Equal("read", (await AskAsync(Form())).Body.GetProperty("scope").GetString());
        Assert.Equal("invalid_scope", ErrorOf((await AskAsync(With("scope", "write"))).Body));
    }

    [Fact]
    public async Task A_resource_chooses_the_api()
    {
        var second = sample.AddApi("urn:second", "run");
        sample.Put(client with { Apis = [.. client.Apis, new ApiGrant(second.Id, ["run"])], });
        sample.AddApi("urn:foreign", "run");

        Assert.Equal(["urn:second"], (await VerifyAsync((await AskAsync(With("resource", "urn:second"))).Body)).Audiences);
        Assert.Equal([Audience], (await VerifyAsync((await AskAsync(With("resource", Audience))).Body)).Audiences);
        Assert.Equal("invalid_target", ErrorOf((await AskAsync(Form())).Body));
        Assert.Equal("invalid_target", ErrorOf((await AskAsync(With("resource", "urn:foreign"))).Body));
        Assert.Equal("invalid_target", ErrorOf((await AskAsync(With("resource", "urn:unknown"))).Body));
        Assert.Equal(
            "invalid_target", ErrorOf((await PostAsync(Encode(Form()) + $"&resource={Audience}&resource=urn:second")).Body));
    }

    [Fact]
    public async Task A_token_lives_as_long_as_client_and_api_both_allow()
    {
        sample.Put(client with { TokenSeconds = 7200 });
        Assert.Equal(api.TokenSeconds, (await AskAsync(Form())).Body.GetProperty("expires_in").GetInt32());
    }

    [Fact]
    public async Task An_application_gets_no_token_for_itself()
    {
        var web = sample.AddApplication(ApplicationKind.Web, secret);
        var answer = await AskAsync(With("client_id", web.Id.Value));
        Assert.Equal((HttpStatusCode.BadRequest, "unauthorized_client"), (answer.Status, ErrorOf(answer.Body)));
    }

    [Fact]
    public async Task An_api_token_carries_what_its_owner_still_may()
    {
        var user = Id.New<UserId>(clock);
        var entry = sample.AddApiToken(
            secret, ["a:read", "a:write", "b:read"], ["a:read", "b:read", "c:read"], user, clock.GetUtcNow().AddMinutes(5));
        var answer = await AskAsync(With("client_id", entry.Id.Value));
        var token = await VerifyAsync(answer.Body);
        Assert.Equal(["a:read", "b:read"], token.Permissions);
        Assert.Equal(entry.Tenant.Value, token.TenantId);
        Assert.Equal(user.Value, token.UserId);
        Assert.Equal(clock.GetUtcNow().AddMinutes(5), token.ExpiresAt);
        Assert.Empty(token.Scopes);
        Assert.Equal([(sample.Value.Id, entry.Id)], server.Uses.Take().Select(use => use.Key));

        Assert.Equal(
            ["a:read"],
            (await VerifyAsync((await AskAsync(With("client_id", entry.Id.Value, "scope", "a:read"))).Body)).Permissions);
        Assert.Equal("invalid_scope", ErrorOf((await AskAsync(With("client_id", entry.Id.Value, "scope", "c:read"))).Body));
    }

    [Fact]
    public async Task Other_grants_pass_with_their_body_untouched()
    {
        var answer = await PostTextAsync("grant_type=authorization_code&code=a%2Bb&code_verifier=x");
        Assert.Equal("other: grant_type=authorization_code&code=a+b&code_verifier=x", answer);
        Assert.Equal("other: code=c", await PostTextAsync("code=c"));
    }

    [Fact]
    public async Task A_body_that_comes_in_pieces_is_read_whole()
    {
        using var content = new PiecemealContent(Encode(Form()));
        using var response = await server.Client.PostAsync("/oauth2/token", content, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        using var other = new PiecemealContent("grant_type=password&username=" + new string('u', 20_000));
        using var passed = await server.Client.PostAsync("/oauth2/token", other, Ct);
        Assert.EndsWith("uuu", await passed.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_paths_and_methods_pass()
    {
        Assert.StartsWith("other", await server.Client.GetStringAsync("/oauth2/token", Ct), StringComparison.Ordinal);
        using var content = new FormUrlEncodedContent(Form());
        using var response = await server.Client.PostAsync("/oauth2/other", content, Ct);
        Assert.StartsWith("other", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("application/x-www-form-urlencodedx", 415)]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8", 200)]
    [InlineData("APPLICATION/X-WWW-FORM-URLENCODED", 200)]
    public async Task Only_a_form_is_a_token_request(string type, int status)
    {
        using var content = new StringContent(Encode(Form()));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await server.Client.PostAsync("/oauth2/token", content, Ct);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("grant_type=client_credentials&scope=a&scope=b")]
    [InlineData("grant_type=client_credentials&scope=%zz")]
    [InlineData("grant_type=client_credentials&scope=%ff")]
    [InlineData("grant_type=client_credentials&client_id=a&client_secret=b&client_assertion=c")]
    public async Task A_malformed_request_is_refused(string form)
    {
        var answer = await PostAsync(form);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, ErrorOf(answer.Body)));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_and_one_at_the_limit_is_read()
    {
        var form = Encode(Form()) + "&filler=";
        var fits = await PostAsync(form + new string('x', (64 * 1024) - form.Length));
        Assert.Equal(HttpStatusCode.OK, fits.Status);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await PostAsync(form + new string('x', (64 * 1024) + 1 - form.Length))).Status);

        using var content = new PiecemealContent(form + new string('x', 100_000));
        using var response = await server.Client.PostAsync("/oauth2/token", content, Ct);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_missing_key_is_our_fault_and_not_the_clients()
    {
        sample.Put(client with { SigningAlgorithm = SigningAlgorithms.EdDsa });
        var answer = await AskAsync(Form());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "temporarily_unavailable"), (answer.Status, ErrorOf(answer.Body)));
        Assert.NotNull(answer.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Every_token_has_an_id_of_its_own()
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 50; i++)
        {
            Assert.True(ids.Add((await VerifyAsync((await AskAsync(Form())).Body)).Jti));
        }
    }

    private static string ErrorOf(JsonElement body) => body.GetProperty("error").GetString()!;

    private static string Encode(Dictionary<string, string> form) =>
        string.Join('&', form.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

    private AuthenticationHeaderValue Basic(string presented) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Id}:{presented}")));

    private Dictionary<string, string> Form() => new()
    {
        ["grant_type"] = "client_credentials", ["client_id"] = client.Id.Value, ["client_secret"] = secret.Text,
    };

    private Dictionary<string, string> With(params ReadOnlySpan<string> pairs)
    {
        var form = Form();
        for (var i = 0; i < pairs.Length; i += 2)
        {
            form[pairs[i]] = pairs[i + 1];
        }

        return form;
    }

    private Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> AskAsync(
        Dictionary<string, string> form) =>
        PostAsync(Encode(form));

    private async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> PostAsync(string form)
    {
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        var response = await server.Client.PostAsync("/oauth2/token", content, Ct);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement, response);
    }

    private async Task<string> PostTextAsync(string form)
    {
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await server.Client.PostAsync("/oauth2/token", content, Ct);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private async Task<AccessToken> VerifyAsync(JsonElement body)
    {
        var outcome = await new AccessTokenVerifier(clock).VerifyAsync(
            sample.Value, body.GetProperty("access_token").GetString()!);
        return Assert.IsType<AccessTokenOutcome.Valid>(outcome).Token;
    }
}
