using System.Net;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Identity.Tests.Machines;

/// <summary>What a machine gets that may have it.</summary>
public sealed class GrantedMachineTokensTests : MachineTokenRequests
{
    [Theory]
    [InlineData(SigningAlgorithms.Es256)]
    [InlineData(SigningAlgorithms.Rs256)]
    [InlineData(SigningAlgorithms.Ps256)]
    [InlineData(SigningAlgorithms.EdDsa)]
    public async Task A_machine_gets_a_token_that_verifies(string algorithm)
    {
        Sample.AddKey(algorithm);
        Sample.Put(Client with { SigningAlgorithm = algorithm });
        var (status, body, response) = await AskAsync(Form());

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(600, body.GetProperty("expires_in").GetInt32());
        Assert.Equal("read write", body.GetProperty("scope").GetString());
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);

        var token = await VerifyAsync(body);
        Assert.Equal(Client.Id.Value, token.Subject);
        Assert.Equal(Client.Id.Value, token.ClientId);
        Assert.Equal([Audience], token.Audiences);
        Assert.Equal(Sample.Issuer, token.Issuer);
        Assert.Equal(Clock.GetUtcNow(), token.IssuedAt);
        Assert.Equal(22, token.Jti.Length);
    }

    [Fact]
    public async Task A_basic_header_serves_as_well()
    {
        Server.Client.DefaultRequestHeaders.Authorization = Basic(Secret.Text);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(new() { ["grant_type"] = "client_credentials" })).Status);
    }

    [Theory]
    [InlineData("read", "read")]
    [InlineData("write read", "read write")]
    [InlineData("read read  read", "read")]
    public async Task Scopes_asked_for_are_granted_once_each(string asked, string granted) =>
        Assert.Equal(granted, (await AskAsync(With("scope", asked))).Body.GetProperty("scope").GetString());

    [Fact]
    public async Task A_resource_chooses_the_api()
    {
        var second = Sample.AddApi("urn:second", "run");
        Sample.Put(Client with { Apis = [.. Client.Apis, new ApiGrant(second.Id, ["run"])], });
        Sample.AddApi("urn:foreign", "run");

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
        Sample.Put(Client with { TokenSeconds = 7200 });
        Assert.Equal(Api.TokenSeconds, (await AskAsync(Form())).Body.GetProperty("expires_in").GetInt32());
    }

    [Fact]
    public async Task An_api_token_carries_what_its_owner_still_may()
    {
        var user = Id.New<UserId>(Clock);
        var entry = Sample.AddApiToken(
            Secret, ["a:read", "a:write", "b:read"], ["a:read", "b:read", "c:read"], user, Clock.GetUtcNow().AddMinutes(5));
        var answer = await AskAsync(With("client_id", entry.Id.Value));
        var token = await VerifyAsync(answer.Body);
        Assert.Equal(["a:read", "b:read"], token.Permissions);
        Assert.Equal(entry.Tenant.Value, token.TenantId);
        Assert.Equal(user.Value, token.UserId);
        Assert.Equal(Clock.GetUtcNow().AddMinutes(5), token.ExpiresAt);
        Assert.Empty(token.Scopes);
        Assert.Equal([(Sample.Value.Id, entry.Id)], Server.Uses.Take().Select(use => use.Key));

        Assert.Equal(
            ["a:read"],
            (await VerifyAsync((await AskAsync(With("client_id", entry.Id.Value, "scope", "a:read"))).Body)).Permissions);
        Assert.Equal("invalid_scope", ErrorOf((await AskAsync(With("client_id", entry.Id.Value, "scope", "c:read"))).Body));
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
}
