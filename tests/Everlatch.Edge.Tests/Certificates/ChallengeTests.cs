using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Everlatch.Edge.Tests.Certificates;

/// <summary>Certificate authorities find their proofs at every edge, and nobody else is disturbed.</summary>
public sealed class ChallengeTests
{
    private const string Host = CertifiedRegion.Host;
    private const string Protocol = "acme-tls/1";
    private const string Path = "/.well-known/acme-challenge/token";

    [Fact]
    public async Task A_proof_by_http_is_asked_of_the_home_region()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        await using var edge = await region.EdgeAsync();

        var (status, body, _) = await edge.GetAsync(Path, Host);
        Assert.Equal((HttpStatusCode.OK, "eu"), (status, body));
        Assert.Equal("http", region.Server.Seen.Single(seen => seen.Target == Path).Headers["X-Forwarded-Proto"]);

        // Nothing else goes there by plain http, and nobody else's name.
        Assert.Equal(HttpStatusCode.PermanentRedirect, (await edge.GetAsync("/.well-known/other", Host)).Status);
        Assert.Equal(HttpStatusCode.PermanentRedirect, (await edge.GetAsync("/.well-known/acme-challengers", Host)).Status);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await edge.GetAsync(Path, "nobody.example")).Status);
        using var post = edge.Request(HttpMethod.Post, Path, "secret", Host);
        Assert.Equal(HttpStatusCode.BadRequest, (await edge.SendAsync(post)).Status);
        Assert.Single(region.Server.Seen, seen => seen.Target.StartsWith("/.well-known", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_authority_that_comes_by_TLS_gets_the_answer_and_a_client_the_hosts_certificate()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        region.Certificates.Orders[Host] = "token.thumbprint";
        await using var edge = await region.EdgeAsync();

        await using var tls = await TlsClient.ConnectAsync(edge, Host, Protocol);

        Assert.Equal(Protocol, tls.NegotiatedApplicationProtocol.ToString());
        using var shown = new X509Certificate2(tls.RemoteCertificate!);
        Assert.True(shown.MatchesHostname(Host));
        var answer = shown.Extensions.Single(extension => extension.Oid!.Value == "1.3.6.1.5.5.7.1.31");
        Assert.True(answer.Critical);
        Assert.Equal([4, 32, .. SHA256.HashData(Encoding.ASCII.GetBytes("token.thumbprint"))], answer.RawData);

        // The connection is for nothing else.
        Assert.Equal(0, await tls.ReadAsync(new byte[1], TestContext.Current.CancellationToken));

        await using var client = await TlsClient.ConnectAsync(edge, Host, "h2", "http/1.1");
        Assert.Equal($"CN={Host}", client.RemoteCertificate!.Subject);
        await using var both = await TlsClient.ConnectAsync(edge, Host, Protocol, "http/1.1");
        Assert.Equal("http/1.1", both.NegotiatedApplicationProtocol.ToString());
        Assert.Single(region.Certificates.AskedForOrders);
    }

    [Fact]
    public async Task A_host_is_answered_for_before_it_has_a_certificate_and_by_every_region()
    {
        await using var eu = await CertifiedRegion.StartAsync();
        await using var us = await CertifiedRegion.StartAsync("us", eu.KeyFile);
        eu.Directory.AddHost(eu.Environment, Host);
        eu.Certificates.Orders[Host] = "token.thumbprint";
        await using var euEdge = await eu.EdgeAsync(eu.ForOthers());
        await using var usEdge = await us.EdgeAsync(eu.AsOther());
        await Regions.TwoRegions.UntilKnownAsync(usEdge, Host);

        await using var tls = await TlsClient.ConnectAsync(usEdge, Host, Protocol);

        Assert.Equal([Host], eu.Certificates.AskedForOrders);
        await TlsClient.RefusedAsync(usEdge, Host);
    }

    [Fact]
    public async Task Strangers_are_refused_and_ask_once_at_a_time()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        var answers = new TaskCompletionSource();
        region.Certificates.Until = answers.Task;
        await using var edge = await region.EdgeAsync();

        await TlsClient.RefusedAsync(edge, "nobody.example", Protocol);
        Assert.Empty(region.Certificates.AskedForOrders);

        var strangers = Enumerable.Range(0, 50).Select(_ => TlsClient.RefusedAsync(edge, Host, Protocol)).ToArray();
        await TestEdge.UntilAsync(() => Task.FromResult(!region.Certificates.AskedForOrders.IsEmpty));
        Assert.Single(region.Certificates.AskedForOrders);
        answers.SetResult();
        await Task.WhenAll(strangers);
        await TlsClient.ShownAsync(edge, Host);
    }
}
