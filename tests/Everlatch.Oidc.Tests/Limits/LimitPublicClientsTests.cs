using System.Net;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Limits;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Limits;

public sealed class LimitPublicClientsTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    private static readonly int Burst = new PublicClientOptions().Burst;

    [Theory]
    [InlineData("/oauth2/par", ApplicationKind.Spa)]
    [InlineData("/oauth2/device", ApplicationKind.Device)]
    public async Task Whoever_sends_in_the_name_of_a_public_client_is_told_when_to_go_on(string path, ApplicationKind kind)
    {
        var flooded = await server.AddApplicationAsync(kind);
        await UseUpAsync(path, flooded);

        using var refused = await SendAsync(path, flooded);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("temporarily_unavailable", (await refused.JsonAsync()).Text("error"));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);

        using var other = await SendAsync(path, await server.AddApplicationAsync(kind));
        Assert.True(other.IsSuccessStatusCode);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        using var later = await SendAsync(path, flooded);
        Assert.True(later.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_client_that_authenticates_sends_for_all_of_its_people()
    {
        var web = await server.AddApplicationAsync();
        await UseUpAsync("/oauth2/par", web);
        using var further = await SendAsync("/oauth2/par", web);
        Assert.Equal(HttpStatusCode.Created, further.StatusCode);
    }

    [Fact]
    public async Task A_request_that_cannot_be_served_is_refused_for_its_own_sake_and_uses_nothing_up()
    {
        var spa = await server.AddApplicationAsync(ApplicationKind.Spa);
        for (var i = 0; i < Burst; i++)
        {
            using var wrong = await SendAsync("/oauth2/par", spa, ("scope", "admin"));
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        await UseUpAsync("/oauth2/par", spa);
    }

    private async Task UseUpAsync(string path, TestApplication application)
    {
        for (var i = 0; i < Burst; i++)
        {
            using var answer = await SendAsync(path, application);
            Assert.True(answer.IsSuccessStatusCode, $"request {i} was answered {(int)answer.StatusCode}");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        string path, TestApplication application, params (string Name, string? Value)[] changes)
    {
        var parameters = path == "/oauth2/device"
            ? new Dictionary<string, string> { ["scope"] = "openid" }
            : new CodeRequest(application).ToParameters();
        return await new TestClient(server.Browser(), application)
            .PostAsync(path, [.. parameters.Select(pair => (pair.Key, (string?)pair.Value)), .. changes]);
    }
}
