using System.Net;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Identity.Tests.Machines;

/// <summary>Who gets no token, and what they are told.</summary>
public sealed class RefusedMachineTokensTests : MachineTokenRequests
{
    [Fact]
    public async Task A_refused_client_is_told_how_to_try_again_and_nothing_more()
    {
        Server.Client.DefaultRequestHeaders.Authorization = Basic("wrong");
        var wrong = await AskAsync(new() { ["grant_type"] = "client_credentials" });
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (wrong.Status, ErrorOf(wrong.Body)));
        Assert.Equal("Basic", Assert.Single(wrong.Response.Headers.WwwAuthenticate).Scheme);

        Server.Client.DefaultRequestHeaders.Authorization = null;
        var unknown = await AskAsync(With("client_id", "mch_" + new string('0', 26)));
        Assert.Equal(wrong.Body.GetRawText(), unknown.Body.GetRawText());
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.Status);
    }

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
        var less = Api with { Scopes = [new ApiScope("read", "")] };
        Sample.Value = Sample.Value with
        {
            Apis = Sample.Value.Apis.SetItem(Api.Id, less),
            ApisByAudience = Sample.Value.ApisByAudience.SetItem(Audience, less),
        };
        Assert.Equal("read", (await AskAsync(Form())).Body.GetProperty("scope").GetString());
        Assert.Equal("invalid_scope", ErrorOf((await AskAsync(With("scope", "write"))).Body));
    }

    [Fact]
    public async Task An_application_gets_no_token_for_itself()
    {
        var web = Sample.AddApplication(ApplicationKind.Web, Secret);
        var answer = await AskAsync(With("client_id", web.Id.Value));
        Assert.Equal((HttpStatusCode.BadRequest, "unauthorized_client"), (answer.Status, ErrorOf(answer.Body)));
    }

    [Fact]
    public async Task A_missing_key_is_our_fault_and_not_the_clients()
    {
        Sample.Put(Client with { SigningAlgorithm = SigningAlgorithms.EdDsa });
        var answer = await AskAsync(Form());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "temporarily_unavailable"), (answer.Status, ErrorOf(answer.Body)));
        Assert.NotNull(answer.Response.Headers.RetryAfter);
    }
}
