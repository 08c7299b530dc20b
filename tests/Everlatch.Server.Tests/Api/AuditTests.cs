using System.Net;
using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Api;

/// <summary>Every administrator's act is in the audit trail, with who did it and without secrets.</summary>
public sealed class AuditTests(ManagementServer<SqliteEngine> server) : IClassFixture<ManagementServer<SqliteEngine>>
{
    [Fact]
    public async Task Acts_on_an_application_leave_a_trail()
    {
        var owner = await server.OwnerAsync();
        var uris = new[] { "https://app.test/" };
        var made = await owner.PostAsync($"{owner.Own}/applications", new { kind = "web", name = "App", redirect_uris = uris });
        var path = $"{owner.Own}/applications/{made.Id}";
        var added = (await owner.PostAsync(path + "/secrets", new { })).Is(HttpStatusCode.Created);
        (await owner.DeleteAsync($"{path}/secrets/{added.Id}")).Is(HttpStatusCode.NoContent);
        (await owner.PutAsync(path, new { name = "Named", redirect_uris = uris }, made.ETag)).Is(HttpStatusCode.OK);
        (await owner.PutAsync(path, new { name = "Stale", redirect_uris = uris }, made.ETag))
            .Is(HttpStatusCode.PreconditionFailed);
        (await owner.DeleteAsync(path)).Is(HttpStatusCode.NoContent);

        var trail = await TrailOfAsync(made.Id);

        Assert.Equal(
            [
                "application.deleted", "application.updated", "application.secret_removed", "application.secret_added",
                "application.created",
            ],
            trail.Select(record => record.Kind));
        Assert.All(trail, record => Assert.Equal(owner.ClientId, record.Actor));
        Assert.All(trail, record => Assert.Equal("127.0.0.1", record.Address));
    }

    [Fact]
    public async Task Acts_on_hosts_apis_clients_and_keys_leave_a_trail()
    {
        var owner = await server.OwnerAsync();
        await owner.PostAsync($"{owner.Own}/hosts", new { host = "audited.test" });
        var api = (await owner.PostAsync($"{owner.Own}/apis", new { audience = "https://audited.test/", name = "API" })).Id;
        var client = (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Client" })).Id;
        var key = (await owner.PostAsync($"{owner.Own}/keys/rotate", new { })).Is(HttpStatusCode.OK).Id;
        (await owner.DeleteAsync($"{owner.Own}/keys/{key}")).Is(HttpStatusCode.NoContent);

        Assert.Equal(["host.added"], (await TrailOfAsync("audited.test")).Select(record => record.Kind));
        Assert.Equal(["api.created"], (await TrailOfAsync(api)).Select(record => record.Kind));
        Assert.Equal(["client.created"], (await TrailOfAsync(client)).Select(record => record.Kind));
        Assert.Equal(["key.revoked", "key.rotated"], (await TrailOfAsync(key)).Select(record => record.Kind));
    }

    private async Task<List<AuditRecord>> TrailOfAsync(string target)
    {
        var search = server.Services.GetRequiredService<SearchAudit>();
        var page = await search.RunAsync(server.A, new AuditFilter(), 100, null, TestContext.Current.CancellationToken);
        return [.. page.Items.Where(record => record.Target == target)];
    }
}
