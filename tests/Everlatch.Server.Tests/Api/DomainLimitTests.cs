using System.Net;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Server.Tests.Api;

/// <summary>What the API says to whoever claims one domain too many.</summary>
public sealed class DomainLimitTests : IAsyncLifetime
{
    private TestDns dns = null!;
    private ManagementServer<SqliteEngine> server = null!;

    public async ValueTask InitializeAsync()
    {
        (dns, server) = await DomainServer.StartAsync(
            ("Everlatch:Domains:MaxPerTenant", "1"), ("Everlatch:Domains:MaxPerEnvironment", "2"));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await dns.DisposeAsync();
    }

    [Fact]
    public async Task One_domain_too_many_is_a_409_and_a_removed_one_makes_room()
    {
        var owner = await server.OwnerAsync();
        var tenant = (await owner.PostAsync($"{owner.Own}/tenants", new { key = "acme", name = "Acme" })).Id;
        var path = $"{owner.Own}/domains";
        var first = (await owner.PostAsync(path, new { host = "login.acme.com", tenant })).Is(HttpStatusCode.Created);
        (await owner.PostAsync(path, new { host = "id.acme.com", tenant })).Refuses(409, "EL1665");
        (await owner.PostAsync(path, new { host = "login.whole.com" })).Is(HttpStatusCode.Created);
        (await owner.PostAsync(path, new { host = "id.whole.com" })).Refuses(409, "EL1666");

        (await owner.SendAsync(HttpMethod.Delete, $"{path}/{first.Id}", null, ("If-Match", first.ETag!)))
            .Is(HttpStatusCode.NoContent);
        (await owner.PostAsync(path, new { host = "id.acme.com", tenant })).Is(HttpStatusCode.Created);
    }
}
