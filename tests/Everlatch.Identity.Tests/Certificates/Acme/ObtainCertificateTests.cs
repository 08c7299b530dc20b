using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Core;
using Everlatch.Identity.Certificates.Acme;
using Everlatch.Identity.Certificates.Acme.Resources;
using Everlatch.Testing.Processes;

namespace Everlatch.Identity.Tests.Certificates.Acme;

public sealed class ObtainCertificateTests : IAsyncLifetime
{
    private static readonly HostName Host = HostName.Trusted("login.acme.test");

    private TestDns dns = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => dns = await TestDns.StartAsync();

    public ValueTask DisposeAsync() => dns.DisposeAsync();

    [Theory]
    [InlineData(AcmeChallenge.Http)]
    [InlineData(AcmeChallenge.TlsAlpn)]
    public async Task A_real_authority_issues_a_certificate_that_verifies_and_fits_its_key(string type)
    {
        await using var pebble = await Pebble.StartAsync(dns);
        await using var edge = await AnsweringEdge.StartAsync(pebble, type);
        var issued = await OrderAsync(pebble, edge);

        using var chained = Chained(issued, await pebble.RootAsync());
        using var certificate = X509Certificate2.CreateFromPem(issued.ChainPem);
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(issued.Pkcs8, out _);
        Assert.True(certificate.MatchesHostname(Host.Value));
        Assert.Equal(certificate.GetECDsaPublicKey()!.ExportSubjectPublicKeyInfo(), key.ExportSubjectPublicKeyInfo());
        Assert.Equal(0, edge.Published);
    }

    [Fact]
    public async Task Nonces_that_the_authority_forgot_are_replaced()
    {
        await using var pebble = await Pebble.StartAsync(dns, rejectedNonces: 30);
        await using var edge = await AnsweringEdge.StartAsync(pebble, AcmeChallenge.Http);
        Assert.NotEmpty((await OrderAsync(pebble, edge)).ChainPem);
    }

    [Fact]
    public async Task An_account_is_bound_to_the_customers()
    {
        await using var pebble = await Pebble.StartAsync(dns, external: true);
        await using var edge = await AnsweringEdge.StartAsync(pebble, AcmeChallenge.Http);
        Assert.NotEmpty((await OrderAsync(pebble, edge, new ExternalAccount(Pebble.KeyId, pebble.MacKey))).ChainPem);

        var wrong = new ExternalAccount(Pebble.KeyId, new byte[32]);
        Assert.Equal(
            "unauthorized", (await Assert.ThrowsAsync<AcmeException>(() => OrderAsync(pebble, edge, wrong))).Problem.Kind);
        Assert.Equal(
            "externalAccountRequired", (await Assert.ThrowsAsync<AcmeException>(() => OrderAsync(pebble, edge))).Problem.Kind);
    }

    [Fact]
    public async Task A_name_that_does_not_lead_here_gets_none_and_the_reason_is_told()
    {
        await using var pebble = await Pebble.StartAsync(dns);
        await using var edge = await AnsweringEdge.StartAsync(pebble, AcmeChallenge.Http);
        await dns.SetAddressAsync(Host.Value, "127.0.0.9");

        var refused = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync(pebble, edge));
        Assert.Equal("connection", refused.Problem.Kind);
        Assert.False(refused.IsTemporary);
        Assert.Equal(0, edge.Published);
    }

    private static async Task<IssuedCertificate> OrderAsync(Pebble pebble, AnsweringEdge edge, ExternalAccount? external = null)
    {
        using var http = pebble.Client();
        using var key = AcmeAccountKey.New();
        var authority = new AcmeConnection(http, pebble.Directory, key, TimeProvider.System);
        await authority.OpenAccountAsync("ops@acme.test", external, Ct);
        return await new ObtainCertificate(edge, TimeProvider.System).RunAsync(authority, Host, Ct);
    }

    private static X509Chain Chained(IssuedCertificate issued, X509Certificate2 root)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(issued.ChainPem);
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.ExtraStore.AddRange(all);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.True(chain.Build(all[0]), string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));
        return chain;
    }
}
