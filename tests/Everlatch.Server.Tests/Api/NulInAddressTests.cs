using System.Net;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>PostgreSQL looks for no NUL: an address with one is refused, and is no fault of the store.</summary>
public sealed class NulInAddressTests(ManagementServer<PostgresEngine> server) : IClassFixture<ManagementServer<PostgresEngine>>
{
    [Theory]
    [InlineData("/tenants?key=a%00b")]
    [InlineData("/users?email=a%00b@example.com")]
    [InlineData("/audit-events?kind=a%00b")]
    [InlineData("/audit-events?user=a%00b")]
    [InlineData("/tenants?after=a%00b")]
    [InlineData("/tenants/a%00b")]
    [InlineData("/hosts/a%00b")]
    public async Task It_is_refused(string path)
    {
        var owner = await server.OwnerAsync();
        (await owner.GetAsync(owner.Own + path)).Is(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/tenants?key=a%01b")]
    [InlineData("/tenants?key=a%2500b")]
    [InlineData("/audit-events?kind=a%20b")]
    public async Task Another_text_that_names_nothing_finds_nothing(string path)
    {
        var owner = await server.OwnerAsync();
        Assert.Empty((await owner.GetAsync(owner.Own + path)).Is(HttpStatusCode.OK).Json!["items"]!.AsArray());
    }
}
