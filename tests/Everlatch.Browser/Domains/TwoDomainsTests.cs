using System.Net;
using System.Text.Json.Nodes;
using Everlatch.Browser.Stage;
using Everlatch.Testing.Processes;
using Microsoft.Playwright;

namespace Everlatch.Browser.Domains;

/// <summary>Two custom domains with certificates of a real authority, as a real browser sees them.</summary>
public sealed class TwoDomainsTests(TwoDomains two, ITestOutputHelper output) : IClassFixture<TwoDomains>
{
    private const int Renewals = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Person DemoUser
    {
        get
        {
            var user = two.Domains.Up.GetProperty("demo").GetProperty("user");
            return new Person("", user.GetProperty("email").GetString()!, user.GetProperty("password").GetString()!);
        }
    }

    [Fact]
    public async Task Who_signed_in_at_one_domain_is_signed_in_there_alone()
    {
        await using var visit = await two.VisitAsync();
        await OpenAsync(visit, two.Tenant, "/signin");
        Assert.Contains(TwoDomains.TenantName, await visit.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal("rgb(102, 51, 153)", await ButtonColorAsync(visit));
        await visit.PictureAsync("domain-of-a-tenant");
        await visit.SignInAsync(DemoUser);
        await visit.SeeHeadingAsync("Your account");
        await visit.PictureAsync("domain-of-a-tenant-account");

        await OpenAsync(visit, two.Whole, "/account");
        Assert.StartsWith($"{two.Whole.Issuer}/signin", visit.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(TwoDomains.TenantName, await visit.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.NotEqual("rgb(102, 51, 153)", await ButtonColorAsync(visit));
        await visit.PictureAsync("domain-of-all");
        await visit.SignInAsync(DemoUser);
        await visit.SeeHeadingAsync("Your account");
        await visit.PictureAsync("domain-of-all-account");

        // Each has cookies of its own, that no other host gets, and signing out ends the session of one.
        var cookies = await visit.Context.CookiesAsync();
        Assert.All(cookies, cookie => Assert.True(
            cookie.Name.StartsWith("__Host-", StringComparison.Ordinal)
                && cookie is { Secure: true, HttpOnly: true, Path: "/", Domain: TwoDomains.TenantHost or TwoDomains.WholeHost },
            $"{cookie.Name} of {cookie.Domain}{cookie.Path}"));
        var (here, there) = (Of(cookies, TwoDomains.TenantHost), Of(cookies, TwoDomains.WholeHost));
        Assert.NotEmpty(here);
        Assert.Equal(here.Keys, there.Keys);
        Assert.Empty(here.Values.Intersect(there.Values));
        await visit.FollowAsync("Sign out");
        await visit.PressAsync("Sign out");
        await OpenAsync(visit, two.Whole, "/account");
        Assert.StartsWith($"{two.Whole.Issuer}/signin", visit.Page.Url, StringComparison.Ordinal);
        await OpenAsync(visit, two.Tenant, "/account");
        await visit.SeeHeadingAsync("Your account");
    }

    [Fact]
    public async Task Each_domain_is_an_origin_that_passkeys_keep_apart()
    {
        await using var visit = await two.VisitAsync();
        await visit.AddAuthenticatorAsync();
        foreach (var (host, name) in new[] { (two.Tenant, TwoDomains.TenantHost), (two.Whole, TwoDomains.WholeHost) })
        {
            await OpenAsync(visit, host, "/signin");
            Assert.True(await visit.Page.EvaluateAsync<bool>("isSecureContext && 'PublicKeyCredential' in window"));
            Assert.Equal(host.Issuer, await visit.Page.EvaluateAsync<string>("location.origin"));
            Assert.Equal("NotAllowedError", await visit.UsePasskeyAsync(name));
            Assert.Equal(host.Issuer, await visit.MakePasskeyAsync(name));
            Assert.Equal(host.Issuer, await visit.UsePasskeyAsync(name));
        }

        Assert.Equal("SecurityError", await visit.UsePasskeyAsync(TwoDomains.TenantHost));
    }

    // Mails that wait for SMTP are for whoever started `up`, at its own address by plain http.
    [Fact]
    public async Task Nobody_reads_waiting_mails_at_a_domain()
    {
        using var local = new HttpClient();
        using var own = await local.GetAsync(new Uri($"{two.Domains.Up.GetProperty("issuer").GetString()}/mail"), Ct);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var http = two.Whole.Client(keepsAlive: true);
        using var refused = await http.GetAsync(new Uri("/mail", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Each_domain_is_an_issuer()
    {
        foreach (var host in new[] { two.Tenant, two.Whole })
        {
            using var http = host.Client(keepsAlive: true);
            var discovery = JsonNode.Parse(await http.GetStringAsync("/.well-known/openid-configuration", Ct))!;
            Assert.Equal(host.Issuer, (string?)discovery["issuer"]);
            Assert.Equal($"{host.Issuer}/oauth2/authorize", (string?)discovery["authorization_endpoint"]);
        }
    }

    [Fact]
    public async Task Renewing_the_certificates_loses_no_request()
    {
        await using var visit = await two.VisitAsync();
        await OpenAsync(visit, two.Tenant, "/signin");
        await visit.SignInAsync(DemoUser);
        await visit.SeeHeadingAsync("Your account");
        await using var load = new EdgeLoad([two.Tenant, two.Whole], TokenForm());

        load.Start();
        for (var renewal = 0; renewal < Renewals; renewal++)
        {
            var before = await SerialsAsync();
            await two.Domains.LetRenewAsync();
            await CertifiedDomains.UntilAsync(async () =>
            {
                await OpenAsync(visit, two.Tenant, "/account");
                await visit.SeeHeadingAsync("Your account");
                return !(await SerialsAsync()).Intersect(before).Any();
            });
            var after = await SerialsAsync();
            for (var handshake = 0; handshake < 20; handshake++)
            {
                Assert.Equal(after, await SerialsAsync());
            }
        }

        await load.StopAsync();
        output.WriteLine($"{Renewals} renewals of each: {load.Good} requests were answered, {load.Failed.Count} failed.");
        Assert.True(load.Failed.IsEmpty, string.Join('\n', load.Failed));
        Assert.InRange(load.Good, 500, int.MaxValue);

        // Somebody whose browser was never here meets the new one.
        await using var other = await two.VisitAsync();
        await OpenAsync(other, two.Whole, "/signin");
        await OpenAsync(other, two.Tenant, "/signin");
    }

    private static async Task OpenAsync(Visit visit, CertifiedHost host, string path)
    {
        var answer = await visit.GoAsync(host.Issuer + path);
        Assert.Equal(200, answer!.Status);
        Assert.StartsWith("Pebble", (await answer.SecurityDetailsAsync())!.Issuer, StringComparison.Ordinal);
    }

    private static Task<string> ButtonColorAsync(Visit visit) => visit.Page
        .GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })
        .EvaluateAsync<string>("button => getComputedStyle(button).backgroundColor");

    private static SortedDictionary<string, string> Of(IEnumerable<BrowserContextCookiesResult> cookies, string host) =>
        new(cookies.Where(cookie => cookie.Domain == host).ToDictionary(cookie => cookie.Name, cookie => cookie.Value));

    // What a new handshake at each sees.
    private async Task<string[]> SerialsAsync()
    {
        using var tenant = await two.Domains.ShownAsync(TwoDomains.TenantHost);
        using var whole = await two.Domains.ShownAsync(TwoDomains.WholeHost);
        return [tenant.SerialNumber, whole.SerialNumber];
    }

    private Dictionary<string, string> TokenForm()
    {
        var machine = two.Domains.Up.GetProperty("demo").GetProperty("machine");
        return new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = machine.GetProperty("client_id").GetString()!,
            ["client_secret"] = machine.GetProperty("client_secret").GetString()!,
            ["resource"] = machine.GetProperty("audience").GetString()!,
        };
    }
}
