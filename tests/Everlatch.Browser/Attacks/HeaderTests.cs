using System.Net;
using Everlatch.Browser.Stage;

namespace Everlatch.Browser.Attacks;

/// <summary>What every page says to the browser about itself.</summary>
public sealed class HeaderTests(BrowserStage stage)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_allows_no_script_no_frame_and_no_cache()
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"{stage.Issuer}/signin"), Ct);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.EndsWith("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_may_lead_to_the_application_that_waits_and_to_no_other()
    {
        var redirect = new Uri(stage.Demo);
        var policy = await PolicyAsync(stage.Web.GetProperty("client_id").GetString()!);
        Assert.Contains($"form-action 'self' {redirect.Scheme}://{redirect.Host}:", policy, StringComparison.Ordinal);
        Assert.EndsWith("form-action 'self'", await PolicyAsync("app_01h2xcejqtf2nbrexx3vqjhp41"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Style_sheets_are_kept_for_ever_and_changed_ones_have_another_address()
    {
        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri($"{stage.Issuer}/signin"), Ct);
        var sheets = page.Split('"').Where(part => part.Contains(".css", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, sheets.Count);
        foreach (var address in sheets)
        {
            using var answer = await client.GetAsync(new Uri(stage.Issuer + address), Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        using var plain = await client.GetAsync(new Uri($"{stage.Issuer}/branding.css"), Ct);
        Assert.True(plain.Headers.CacheControl!.NoCache);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"{stage.Issuer}/branding.css");
        again.Headers.IfNoneMatch.Add(plain.Headers.ETag!);
        using var unchanged = await client.SendAsync(again, Ct);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    private async Task<string> PolicyAsync(string clientId)
    {
        using var client = new HttpClient();
        var path = Uri.EscapeDataString($"/oauth2/authorize?client_id={clientId}");
        using var answer = await client.GetAsync(new Uri($"{stage.Issuer}/signin?return={path}"), Ct);
        return Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
    }
}
