using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Certificates.Orders;
using Everlatch.Identity.Certificates.Uploads;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Tenants;
using Everlatch.Identity.Tests.Domains;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Certificates.CertificateWorld;

namespace Everlatch.Identity.Tests.Certificates.Uploads;

/// <summary>Certificates that administrators bring.</summary>
public abstract class UploadSuite<TEngine>(TestDatabase<TEngine> db) : DnsSuite<TEngine>(db)
    where TEngine : ITestEngine
{
    [Fact]
    public async Task What_is_brought_is_served_in_order_without_its_root_and_no_order_replaces_it()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        var brought = new Brought { Name = domain.Host.Value };
        var chain = brought.Issue();

        var done = DomainWorld.Done(await UploadAsync(world, domain, chain.Reverse(), brought.KeyPem));
        Assert.Equal(CertificateKind.Uploaded, done.Kind);
        Assert.Equal($"{chain[0]}\n{chain[1]}\n", (await world.KeyOfAsync(domain))!.ChainPem);
        Assert.Equal(DomainReason.Serving, (await world.LookAsync(domain)).Reason);

        await world.Server.OrderAsync();
        world.Clock.By += TimeSpan.FromDays(61);
        await world.Server.OrderAsync();
        Assert.Equal(0, world.Authority.Orders);
        domain = await world.LookAsync(domain);
        Assert.Equal((DomainState.Live, DomainReason.CertificateExpiring), (domain.State, domain.Reason));

        // One that ran out is as none.
        world.Clock.By += TimeSpan.FromDays(30);
        domain = await world.LookAsync(domain);
        Assert.Equal((DomainState.Verified, DomainReason.AwaitingCertificate), (domain.State, domain.Reason));
        world.Clock.By = TimeSpan.FromDays(91);
        await world.Server.OrderAsync();
        Assert.Equal(CertificateKind.Acme, (await world.CertificateOfAsync(domain)).Kind);
    }

    [Fact]
    public async Task An_order_that_runs_does_not_replace_what_is_brought_meanwhile()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        var brought = new Brought { Name = domain.Host.Value };
        world.Asked = async () =>
        {
            DomainWorld.Done(await UploadAsync(world, domain, brought.Issue(), brought.KeyPem));
            return true;
        };
        await world.Server.OrderAsync();
        Assert.Equal(1, world.Authority.Orders);
        Assert.Equal(CertificateKind.Uploaded, (await world.CertificateOfAsync(domain)).Kind);
    }

    [Fact]
    public async Task Taken_away_it_is_gone_with_its_key_and_one_is_ordered()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        var remove = world.Server.Get<RemoveCertificate>();
        Assert.IsType<Edit<CustomDomain>.Unknown>(await remove.RunAsync(domain, Owner.Identity, Ct));

        var brought = new Brought { Name = domain.Host.Value };
        DomainWorld.Done(await UploadAsync(world, domain, brought.Issue(), brought.KeyPem));
        DomainWorld.Done(await remove.RunAsync(domain, Owner.Identity, Ct));
        Assert.Null(await world.KeyOfAsync(domain));
        await world.Server.OrderAsync();
        Assert.Equal(CertificateKind.Acme, (await world.CertificateOfAsync(domain)).Kind);
        Assert.IsType<Edit<CustomDomain>.Unknown>(await remove.RunAsync(domain, Owner.Identity, Ct));

        var page = await world.Server.Get<SearchAudit>().RunAsync(world.Environment, new AuditFilter(), 100, null, Ct);
        Assert.Equal(
            ["domain.certificate_issued", "domain.certificate_removed", "domain.certificate_uploaded"],
            page.Items.Select(e => e.Kind).Where(kind => kind.Contains("certificate", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_claim_that_nobody_proved_takes_none_and_one_that_is_proven_before_the_switch_does()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.ClaimedAsync();
        var brought = new Brought { Name = domain.Host.Value };
        Assert.Equal(
            CertificateErrors.NotProven,
            DomainWorld.Refused(await UploadAsync(world, domain, brought.Issue(), brought.KeyPem)));

        await Dns.SetTextAsync(DomainRecords.ChallengeName(domain), DomainRecords.ChallengeValue(domain));
        await world.LookAsync(domain);
        DomainWorld.Done(await UploadAsync(world, domain, brought.Issue(), brought.KeyPem));
    }

    [Fact]
    public async Task Another_claim_to_the_host_changes_nothing_of_the_domain_that_has_it()
    {
        await using var world = await NewAsync(Db, Dns);
        var tenants = world.Server.Get<CreateTenant>();
        var tenant = DomainWorld.Done(await tenants.RunAsync(world.Environment, "other", "Other", Owner, Ct)).Id;
        var claim = DomainWorld.Done(
            await world.Server.Get<AddDomain>().RunAsync(world.Environment, world.Host, tenant, Owner, Ct));
        var domain = await world.RoutedAsync();
        var brought = new Brought { Name = world.Host };

        Assert.Equal(
            CertificateErrors.NotProven,
            DomainWorld.Refused(await UploadAsync(world, claim, brought.Issue(), brought.KeyPem)));
        var remove = world.Server.Get<RemoveCertificate>();
        Assert.IsType<Edit<CustomDomain>.Unknown>(await remove.RunAsync(claim, Owner.Identity, Ct));
        Assert.Equal(domain.Version, (await world.ReadAsync(domain)).Version);

        DomainWorld.Done(await UploadAsync(world, domain, brought.Issue(), brought.KeyPem));
        Assert.IsType<Edit<CustomDomain>.Unknown>(await remove.RunAsync(claim, Owner.Identity, Ct));
        Assert.NotNull(await world.KeyOfAsync(domain));
        Assert.Equal(domain.Version + 1, (await world.ReadAsync(domain)).Version);
    }

    [Fact]
    public async Task What_browsers_would_refuse_is_refused_and_its_twin_is_not()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        var good = new Brought { Name = domain.Host.Value };
        var now = TimeProvider.System.GetUtcNow();
        using var small = RSA.Create(1024);
        using var enough = RSA.Create(2048);
        using var odd = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP521);

        await RefusesAsync(CertificateErrors.HostNotCovered, good with { Name = "other.example.com" });
        await RefusesAsync(CertificateErrors.HostNotCovered, good with { NamesInSubjectOnly = true });
        await RefusesAsync(CertificateErrors.HostNotCovered, good with { Name = "*." + domain.Host.Value });
        await RefusesAsync(CertificateErrors.NotValidNow, good with { NotAfter = now.AddHours(-1) });
        await RefusesAsync(CertificateErrors.NotValidNow, good with { NotBefore = now.AddHours(1) });
        await RefusesAsync(CertificateErrors.Weak, good with { Key = small });
        await RefusesAsync(CertificateErrors.Weak, good with { Key = odd });
        await RefusesAsync(CertificateErrors.NotForServers, good with { Usage = "1.3.6.1.5.5.7.3.2" });
        await RefusesAsync(CertificateErrors.NotForServers, good with { Usage = "" });
        var wildcard = "*" + domain.Host.Value["login".Length..];
        Brought[] twins = [good, good with { Key = enough }, good with { Key = large }, good with { Name = wildcard }];
        foreach (var taken in twins)
        {
            DomainWorld.Done(await UploadAsync(world, domain, taken.Issue(), taken.KeyPem));
        }

        async Task RefusesAsync(Problem expected, Brought brought) => Assert.Equal(
            expected, DomainWorld.Refused(await UploadAsync(world, domain, brought.Issue(), brought.KeyPem)));
    }

    [Fact]
    public async Task Keys_are_taken_as_the_usual_tools_write_them_and_no_others()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        using var rsa = RSA.Create(2048);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var elliptic = new Brought { Name = domain.Host.Value };
        var old = elliptic with { Key = rsa };
        var pbe = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

        await TakesAsync(elliptic, ((ECDsa)elliptic.Key).ExportECPrivateKeyPem());
        await TakesAsync(old, rsa.ExportRSAPrivateKeyPem());
        await TakesAsync(old, rsa.ExportPkcs8PrivateKeyPem());
        await RefusesAsync(CertificateErrors.KeyMismatch, other.ExportPkcs8PrivateKeyPem());
        await RefusesAsync(CertificateErrors.KeyUnreadable, rsa.ExportEncryptedPkcs8PrivateKeyPem("secret", pbe));
        await RefusesAsync(CertificateErrors.KeyUnreadable, rsa.ExportSubjectPublicKeyInfoPem());
        await RefusesAsync(
            CertificateErrors.KeyUnreadable, rsa.ExportPkcs8PrivateKeyPem() + "\n" + rsa.ExportPkcs8PrivateKeyPem());
        await RefusesAsync(CertificateErrors.KeyUnreadable, "no key");
        await RefusesAsync(CertificateErrors.TooLong, new string('x', 16 * 1024 + 1));

        async Task TakesAsync(Brought brought, string key) =>
            DomainWorld.Done(await UploadAsync(world, domain, brought.Issue(), key));

        async Task RefusesAsync(Problem expected, string key) => Assert.Equal(
            expected, DomainWorld.Refused(await UploadAsync(world, domain, elliptic.Issue(), key)));
    }

    [Fact]
    public async Task What_is_no_chain_is_refused()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        var brought = new Brought { Name = domain.Host.Value };
        var one = brought.Issue()[0];

        Assert.Equal(CertificateErrors.ChainUnreadable, await RefusalAsync("nothing"));
        Assert.Equal(CertificateErrors.ChainUnreadable, await RefusalAsync(one.Replace("MII", "XII", StringComparison.Ordinal)));
        Assert.Equal(CertificateErrors.TooLong, await RefusalAsync(string.Join('\n', Enumerable.Repeat(one, 11))));
        Assert.Equal(CertificateErrors.TooLong, await RefusalAsync(one + new string(' ', 64 * 1024)));
        DomainWorld.Done(await UploadAsync(world, domain, [one], brought.KeyPem));

        async Task<Problem> RefusalAsync(string chain) =>
            DomainWorld.Refused(await UploadAsync(world, domain, [chain], brought.KeyPem));
    }

    private static Task<Edit<DomainCertificate>> UploadAsync(
        CertificateWorld world, CustomDomain domain, IEnumerable<string> chain, string key) =>
        world.Server.Get<UploadCertificate>().RunAsync(domain, string.Join('\n', chain), key, Owner.Identity, Ct);
}

public sealed class UploadsOnSqlite(TestDatabase<SqliteEngine> db) : UploadSuite<SqliteEngine>(db);

public sealed class UploadsOnPostgres(TestDatabase<PostgresEngine> db) : UploadSuite<PostgresEngine>(db);
