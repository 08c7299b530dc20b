using System.Net;
using Everlatch.Core.Secrets;
using Everlatch.Hosting;
using Everlatch.Identity.Audit;
using Everlatch.Server.Tests.Api;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Hosts;

/// <summary>Whose word about a caller's address counts; the audit trail shows the address that was believed.</summary>
public sealed class ClientAddressTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "203.0.113.9", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "203.0.113.9", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.0/8", "198.51.100.6, 203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.1 10.0.0.7", "198.51.100.6, 203.0.113.9, 10.0.0.7", "203.0.113.9")]
    public async Task Only_known_proxies_say_who_asked(string known, string forwardedFor, string believed)
    {
        await using var server = new ManagementServer<SqliteEngine>(Settings(known));
        await server.InitializeAsync();
        var owner = await server.OwnerAsync();

        var content = ManagementCaller.Raw("""{"host":"asked.test"}""");
        (await owner.SendAsync(HttpMethod.Post, $"{owner.Own}/hosts", content, ("X-Forwarded-For", forwardedFor)))
            .Is(HttpStatusCode.Created);

        var search = server.Services.GetRequiredService<SearchAudit>();
        var trail = await search.RunAsync(server.A, new AuditFilter(), 100, null, Ct);
        Assert.Equal(believed, trail.Items.Single(record => record.Target == "asked.test").Address);
    }

    [Theory]
    [InlineData("proxy.internal")]
    [InlineData("10.0.0.0/40")]
    public void What_is_neither_address_nor_network_refuses_the_start(string known)
    {
        var start = new ServerStart
        {
            MasterKey = new MasterKey(new byte[MasterKey.Length]),
            Settings = Settings(known).ToDictionary(setting => setting.Key, setting => (string?)setting.Value),
        };

        Assert.Equal("EL1013", Assert.Throws<StartRefusedException>(() => ServerApp.Build(start)).Id);
    }

    private static IEnumerable<(string Key, string Value)> Settings(string known) =>
        known.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, n) => ($"Everlatch:Server:KnownProxies:{n}", text));
}
