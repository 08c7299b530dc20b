using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Edge;

/// <summary>A customer's host from its claim to its first handshake, and on to a certificate of the customer's own.</summary>
public sealed class CertifiedDomainTests
{
    private const string Host = "login.acme.com";

    [Theory]
    [InlineData("http-01")]
    [InlineData("tls-alpn-01")]
    public async Task A_domain_is_served_by_https_some_seconds_after_its_record_is_set(string challenge)
    {
        await using var domains = await CertifiedDomains.StartAsync(challenge);
        var live = await domains.AddAsync(Host);
        Assert.Equal("acme", (string?)live["certificate"]!["kind"]);

        using var shown = await domains.ShownAsync(Host);
        Assert.True(shown.MatchesHostname(Host));
        Assert.Contains("Pebble", shown.Issuer, StringComparison.Ordinal);

        using var http = new HttpClient();
        var metrics = new Uri(domains.Up.GetProperty("issuer").GetString() + "/metrics");
        Assert.Matches(
            "everlatch_certificates_orders_total\\{[^}]*result=\"issued\"[^}]*\\} 1\\b",
            await http.GetStringAsync(metrics, TestContext.Current.CancellationToken));

        // With one's own certificate instead, by the verb that takes it; connections that come later see it.
        using var authority = new TestAuthority();
        TestAuthority.Write(domains.Folder, "own", authority.Server(Host));
        await using (var put = Running.Shell(
            $"everlatch domain certificate put {live["id"]} --chain '{domains.In("own.crt")}' --key -"
            + $" --data '{domains.Folder}' < '{domains.In("own.key")}'",
            new Dictionary<string, string>()))
        {
            Assert.True(await put.ExitAsync() == 0, put.Output + put.Error);
            Assert.Contains("uploaded", put.Output, StringComparison.Ordinal);
        }

        await CertifiedDomains.UntilAsync(async () =>
        {
            using var other = await domains.ShownAsync(Host);
            return authority.Issued(other);
        });
        await domains.VerbAsync("domain", "certificate", "remove", (string)live["id"]!);
        var after = await domains.VerbAsync("domain", "show", (string)live["id"]!);
        Assert.NotEqual("uploaded", (string?)after["certificate"]!["kind"]);
        var said = domains.Server.Output + domains.Server.Error + domains.Edge.Output + domains.Edge.Error;
        Assert.DoesNotContain("PRIVATE KEY", said, StringComparison.Ordinal);
    }
}
