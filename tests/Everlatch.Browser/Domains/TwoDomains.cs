using Everlatch.Browser.Stage;
using Everlatch.Testing.Processes;
using Microsoft.Playwright;

namespace Everlatch.Browser.Domains;

/// <summary>
/// Two custom domains of one environment, and a browser that trusts their authority. They are hosts of one site, so that nothing
/// but the host keeps them apart.
/// </summary>
public sealed class TwoDomains : IAsyncLifetime
{
    /// <summary>The name that people see at the tenant's domain.</summary>
    public const string TenantName = "Acme Login";

    /// <summary>The host of the tenant's domain, which has a look of its own.</summary>
    public const string TenantHost = "login.acme.com";

    /// <summary>The host of the environment's domain.</summary>
    public const string WholeHost = "partners.acme.com";

    private readonly DirectoryInfo home = System.IO.Directory.CreateTempSubdirectory("everlatch-browser-");
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where they are served.</summary>
    public CertifiedDomains Domains { get; private set; } = null!;

    /// <summary>The tenant's.</summary>
    public CertifiedHost Tenant => new(Domains, TenantHost);

    /// <summary>The environment's.</summary>
    public CertifiedHost Whole => new(Domains, WholeHost);

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Domains = await CertifiedDomains.StartAsync();
        await Task.WhenAll(AddTenantHostAsync(), Domains.AddAsync(WholeHost));
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path,
            Args = [.. Chromium.Flags, $"--host-resolver-rules=MAP *.acme.com 127.0.0.1:{Domains.Pebble.TlsPort}"],
            Env = await Chromium.TrustAsync(home.FullName, Domains.Authority),
        });
    }

    /// <summary>A browser without cookies.</summary>
    public async Task<Visit> VisitAsync()
    {
        var context = await browser!.NewContextAsync(new() { Locale = new Look().Language });
        return new Visit(context, await context.NewPageAsync(), new Look());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
        await Domains.DisposeAsync();
        home.Delete(recursive: true);
    }

    private async Task AddTenantHostAsync()
    {
        var tenant = await Domains.VerbAsync("tenant", "create", "acme-of-two", "Acme");
        var domain = await Domains.AddAsync(TenantHost, "--tenant", (string)tenant["id"]!);
        await Domains.VerbAsync(
            "domain", "brand", (string)domain["id"]!, "--display-name", TenantName, "--primary-color", "#663399");
    }
}
