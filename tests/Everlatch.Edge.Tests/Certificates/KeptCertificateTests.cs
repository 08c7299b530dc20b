using Everlatch.Core;
using Everlatch.Edge.Certificates;
using Everlatch.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Edge.Tests.Certificates;

/// <summary>What an edge kept serves it while a region is away, and nothing that was tampered with does.</summary>
public sealed class KeptCertificateTests
{
    private const string Host = CertifiedRegion.Host;
    private const string Other = "id.globex.example";

    [Fact]
    public async Task An_edge_that_starts_while_its_region_is_down_serves_what_it_kept()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        region.Issue(Other);
        await FillAsync(region);
        await region.Server.StopAsync();

        await using var edge = await region.EdgeAsync();

        Assert.Equal($"CN={Host}", (await TlsClient.ShownAsync(edge, Host)).Subject);
        await TlsClient.RefusedAsync(edge, Other);
        Assert.True(edge.Events.Has(6404));
    }

    [Fact]
    public async Task While_a_newer_one_cannot_be_fetched_the_older_one_is_served_until_it_ends()
    {
        var clock = new ShiftedClock();
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        await using var edge = await region.EdgeAsync(
            services: services => services.AddSingleton<TimeProvider>(clock));
        var before = await TlsClient.ShownAsync(edge, Host);

        region.Directory.AddHost(region.Environment, Host, certificate: 7);
        region.Certificates.Until = Task.FromException(new IOException("The database is away."));
        await TestEdge.UntilAsync(() => Task.FromResult(edge.Events.Has(6404)));
        Assert.Equal(before.Thumbprint, (await TlsClient.ShownAsync(edge, Host)).Thumbprint);

        clock.Shift = TimeSpan.FromDays(3);
        await TlsClient.RefusedAsync(edge, Host);
    }

    [Fact]
    public async Task A_file_that_was_altered_is_refused_and_the_certificate_fetched_anew()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        await FillAsync(region);
        var file = FileOf(region, Host);
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        await using var edge = await region.EdgeAsync();

        Assert.Equal($"CN={Host}", (await TlsClient.ShownAsync(edge, Host)).Subject);
        Assert.True(edge.Events.Has(6401));
        Assert.Equal([Host, Host], region.Certificates.Asked);
    }

    [Fact]
    public async Task A_file_that_was_altered_serves_nobody_while_the_region_is_down()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        await FillAsync(region);
        await File.WriteAllTextAsync(FileOf(region, Host), "", TestContext.Current.CancellationToken);
        await region.Server.StopAsync();

        await using var edge = await region.EdgeAsync();

        await TlsClient.RefusedAsync(edge, Host);
        Assert.True(edge.Events.Has(6401));
    }

    [Fact]
    public async Task Another_hosts_file_is_refused()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host, subject: "*.acme.example");
        region.Issue("evil.acme.example", subject: "*.acme.example");
        await FillAsync(region, Host, "evil.acme.example");
        File.Copy(FileOf(region, "evil.acme.example"), FileOf(region, Host), overwrite: true);

        await using var edge = await region.EdgeAsync();

        await TlsClient.ShownAsync(edge, Host);
        Assert.True(edge.Events.Has(6401));
        Assert.Equal(3, region.Certificates.Asked.Count);
    }

    [Fact]
    public async Task A_certificate_of_other_names_is_refused()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host, subject: Other);
        region.Issue(Other);
        await using var edge = await region.EdgeAsync();

        await TlsClient.RefusedAsync(edge, Host);
        Assert.True(edge.Events.Has(6403));
        await TlsClient.ShownAsync(edge, Other);
    }

    [Fact]
    public async Task With_another_edge_key_nothing_is_opened_and_the_log_says_so()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        var another = Path.Combine(region.Routes, "another.key");
        System.IO.Directory.CreateDirectory(region.Routes);
        KeyFile.Create(another);
        await using (var edge = await region.EdgeAsync([("Everlatch:Routes:CertificateKeyFile", another)]))
        {
            await TlsClient.RefusedAsync(edge, Host);
            Assert.True(edge.Events.Has(6403));
            Assert.Empty(System.IO.Directory.EnumerateFiles(Path.Combine(region.Routes, "certificates")));
        }

        await using var right = await region.EdgeAsync();
        await TlsClient.ShownAsync(right, Host);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("open")]
    [InlineData("short")]
    public async Task An_edge_key_that_cannot_be_used_refuses_the_start(string fault)
    {
        await using var region = await CertifiedRegion.StartAsync();
        switch (fault)
        {
            case "missing":
                File.Delete(region.KeyFile);
                break;
            case "open":
                File.SetUnixFileMode(region.KeyFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);
                break;
            default:
                File.WriteAllText(region.KeyFile, Convert.ToBase64String(new byte[31]));
                break;
        }

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => region.EdgeAsync());

        Assert.Equal("EL1912", refusal.Id);
        Assert.Contains(region.KeyFile, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_hosts_that_have_none_any_more_are_swept()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        region.Issue(Other);
        await FillAsync(region, Host, Other);
        var kept = new KeptCertificates(
            Path.Combine(region.Routes, "certificates"),
            new EdgeKey(EdgeKey.File.Read(region.KeyFile)),
            NullLogger<KeptCertificates>.Instance);

        Assert.Equal(1, kept.Sweep(host => host == HostName.Trusted(Host)));

        Assert.True(File.Exists(FileOf(region, Host)));
        Assert.False(File.Exists(FileOf(region, Other)));
    }

    [Fact]
    public async Task Neither_disk_nor_wire_shows_a_key_and_only_the_owner_reads_the_folder()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        await FillAsync(region);

        var bytes = await File.ReadAllBytesAsync(FileOf(region, Host), TestContext.Current.CancellationToken);
        var certificate = await region.Certificates.FindAsync(HostName.Trusted(Host), TestContext.Current.CancellationToken);
        Assert.True(bytes.AsSpan().IndexOf(certificate!.Pkcs8.AsSpan(40)) < 0);
        Assert.Equal($"certificate {certificate.Tag}", certificate.ToString());
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(region.Routes, "certificates")));
    }

    private static string FileOf(CertifiedRegion region, string host) => Path.Combine(region.Routes, "certificates", host);

    // An edge that was asked for these hosts, and stopped.
    private static async Task FillAsync(CertifiedRegion region, params string[] hosts)
    {
        await using var edge = await region.EdgeAsync();
        foreach (var host in hosts.DefaultIfEmpty(Host))
        {
            await TlsClient.ShownAsync(edge, host);
        }
    }

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
