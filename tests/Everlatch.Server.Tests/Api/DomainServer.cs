using System.Net;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Server.Tests.Api;

/// <summary>A management server that asks a real DNS server about domains, and what somebody gets at one of its hosts.</summary>
internal static class DomainServer
{
    /// <summary>Starts both, the server with more settings.</summary>
    public static async Task<(TestDns Dns, ManagementServer<SqliteEngine> Server)> StartAsync(
        params (string Key, string Value)[] settings)
    {
        var dns = await TestDns.StartAsync();
        var server = new ManagementServer<SqliteEngine>(
            [("Everlatch:Domains:Resolvers:0", dns.Address), ("Everlatch:Domains:ResolverMilliseconds", "2000"), .. settings]);
        await server.InitializeAsync();
        return (dns, server);
    }

    /// <summary>What is answered at a host.</summary>
    public static async Task<(HttpStatusCode Status, string Text)> GetAtAsync(
        this ManagementServer<SqliteEngine> server, string host, string pathAndQuery)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, pathAndQuery));
        request.Headers.Host = host;
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
