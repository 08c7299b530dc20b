using System.Net;
using Everlatch.Server.Tests.Api;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Hosts;

/// <summary>A HEAD has the status and the headers of the GET, and no body (RFC 9110 §9.3.2).</summary>
public sealed class HeadTests(ManagementServer<SqliteEngine> server)
    : IClassFixture<ManagementServer<SqliteEngine>>, IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });

    [Theory]
    [InlineData("/signin", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/.well-known/openid-configuration", HttpStatusCode.OK)]
    [InlineData("/oauth2/jwks", HttpStatusCode.OK)]
    [InlineData("/api/openapi.json", HttpStatusCode.OK)]
    [InlineData("/account", HttpStatusCode.SeeOther)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/oauth2/token", HttpStatusCode.BadRequest)]
    [InlineData("/language", HttpStatusCode.MethodNotAllowed)]
    public async Task It_is_answered_as_the_get_is(string path, HttpStatusCode status)
    {
        using var head = await SendAsync(HttpMethod.Head, path);
        Assert.Equal(status, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        if (status != HttpStatusCode.MethodNotAllowed)
        {
            using var get = await SendAsync(HttpMethod.Get, path);
            Assert.Equal(status, get.StatusCode);
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Equal(get.Headers.ETag, head.Headers.ETag);
            Assert.Equal(get.Headers.CacheControl, head.Headers.CacheControl);
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) =>
        http.SendAsync(new HttpRequestMessage(method, new Uri(server.Address, path)), TestContext.Current.CancellationToken);
}
