using System.Net;
using Everlatch.Core.Ids;
using Everlatch.Identity.Apis;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>Who gets in, and how far.</summary>
public sealed class AdmissionTests(ManagementServer<SqliteEngine> server) : IClassFixture<ManagementServer<SqliteEngine>>
{
    [Fact]
    public async Task A_token_with_the_scope_gets_in()
    {
        var caller = await server.CallerAsync(server.A, ManagementScopes.ApisRead);

        var answer = await caller.GetAsync($"{caller.Own}/apis");

        answer.Is(HttpStatusCode.OK);
        Assert.Equal("urn:everlatch:management", (string?)answer.Json!["items"]![0]!["audience"]);
    }

    [Fact]
    public async Task Without_a_token_the_answer_is_401_with_a_challenge()
    {
        var caller = await server.OwnerAsync();
        caller.Token = null;

        var answer = await caller.GetAsync($"{caller.Own}/apis");

        answer.Refuses(401, "EL1600");
        Assert.Equal("Bearer realm=\"management\"", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task An_altered_token_is_invalid()
    {
        var caller = await server.OwnerAsync();
        var token = caller.Token!;
        var flip = token[^5] == 'A' ? 'B' : 'A';
        caller.Token = token[..^5] + flip + token[^4..];

        var answer = await caller.GetAsync($"{caller.Own}/apis");

        answer.Refuses(401, "EL1601");
        Assert.Contains("error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_the_query_does_not_count()
    {
        var caller = await server.OwnerAsync();
        var token = caller.Token;
        caller.Token = null;

        (await caller.GetAsync($"{caller.Own}/apis?access_token={token}")).Refuses(401, "EL1600");
    }

    [Fact]
    public async Task A_token_without_the_scope_is_told_which_one_is_missing()
    {
        var caller = await server.CallerAsync(server.A, ManagementScopes.ApisRead);

        var answer = await caller.PostAsync($"{caller.Own}/apis", new { audience = "https://x.test/", name = "X" });

        answer.Refuses(403, "EL1602");
        var challenge = answer.Headers.WwwAuthenticate.ToString();
        Assert.Contains("error=\"insufficient_scope\"", challenge, StringComparison.Ordinal);
        Assert.Contains("scope=\"apis:write\"", challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_one_environment_does_not_count_at_the_host_of_another()
    {
        var a = await server.OwnerAsync();
        var b = await server.CallerAsync(server.B, ManagementScopes.ApisRead);
        b.Token = a.Token;

        (await b.GetAsync($"{b.Own}/apis")).Refuses(401, "EL1601");
    }

    [Fact]
    public async Task A_foreign_environment_and_an_unknown_one_are_answered_alike()
    {
        var caller = await server.OwnerAsync();

        var foreign = await caller.GetAsync($"/api/v1/environments/{server.B}/apis");
        var unknown = await caller.GetAsync($"/api/v1/environments/{Id.New<EnvironmentId>(TimeProvider.System)}/apis");
        var nonsense = await caller.GetAsync("/api/v1/environments/nonsense/apis");

        foreach (var answer in new[] { foreign, unknown, nonsense })
        {
            answer.Refuses(404, "EL1603");
            Assert.Equal((string?)foreign.Json!["title"], (string?)answer.Json!["title"]);
        }
    }

    [Fact]
    public async Task The_operator_reaches_every_environment()
    {
        var caller = await server.OperatorAsync();

        (await caller.GetAsync($"/api/v1/environments/{server.A}/apis")).Is(HttpStatusCode.OK);
        var all = await caller.GetAsync("/api/v1/environments?limit=100");
        Assert.True(all.Json!["items"]!.AsArray().Count >= 3);
    }

    [Fact]
    public async Task The_operator_scope_of_another_environment_reaches_nobody_else()
    {
        var caller = await server.CallerAsync(
            server.A, ManagementScopes.Operator, ManagementScopes.EnvironmentsRead, ManagementScopes.ApisRead);

        (await caller.GetAsync($"/api/v1/environments/{server.B}/apis")).Refuses(404, "EL1603");
        var listed = await caller.GetAsync("/api/v1/environments");
        Assert.Equal(server.A.Value, (string?)Assert.Single(listed.Json!["items"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task An_operator_without_the_area_reaches_but_may_not()
    {
        var caller = await server.CallerAsync(server.Operator, ManagementScopes.Operator, ManagementScopes.RolesRead);

        (await caller.GetAsync($"/api/v1/environments/{server.A}/apis")).Refuses(403, "EL1602");
    }

    [Fact]
    public async Task A_deleted_clients_token_stops_counting()
    {
        var owner = await server.OwnerAsync();
        var caller = await server.CallerAsync(server.A, ManagementScopes.ApisRead);
        (await caller.GetAsync($"{caller.Own}/apis")).Is(HttpStatusCode.OK);

        (await owner.DeleteAsync($"{owner.Own}/machine-clients/{caller.ClientId}")).Is(HttpStatusCode.NoContent);

        (await caller.GetAsync($"{caller.Own}/apis")).Refuses(401, "EL1601");
    }

    [Fact]
    public async Task An_address_that_is_not_there_is_a_problem_document()
    {
        var caller = await server.OwnerAsync();

        (await caller.GetAsync($"{caller.Own}/nothing")).Refuses(404, "EL1603");
        (await caller.SendAsync(HttpMethod.Patch, $"{caller.Own}/apis")).Refuses(405, "EL1604");
    }
}
