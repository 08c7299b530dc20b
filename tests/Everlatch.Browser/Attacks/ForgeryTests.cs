using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Everlatch.Browser.Stage;

namespace Everlatch.Browser.Attacks;

/// <summary>Forms that other sites send (RFC 9700 §4.7), and where they lead.</summary>
public sealed partial class ForgeryTests(BrowserStage stage)
{
    public static TheoryData<string> Forms =>
    [
        "/signin", "/signup", "/verify", "/password/forgot", "/password/reset", "/signout", "/invitations", "/language",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_without_our_token_is_refused(string path)
    {
        using var browser = Browser();
        using var answer = await browser.PostAsync(path, Form(("email", "ada@example.com"), ("password", "a long password")), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This form is out of date", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Location"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_with_our_token_is_taken(string path)
    {
        using var browser = Browser();
        var token = await TokenAsync(browser, "/signin");
        using var answer = await browser.PostAsync(
            path,
            Form(("form_token", token), ("email", "ada@example.com"), ("password", "a long password"), ("token", "none")),
            Ct);
        Assert.True((int)answer.StatusCode < 500);
        Assert.DoesNotContain("This form is out of date", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_the_attackers_browser_signs_nobody_in()
    {
        // Login CSRF: the attacker has a token and an account, and sends the form from the victim's browser.
        using var attacker = Browser();
        var token = await TokenAsync(attacker, "/signin");
        using var victim = Browser();
        await TokenAsync(victim, "/signin");
        using var answer = await victim.PostAsync(
            "/signin", Form(("form_token", token), ("email", "mallory@example.com"), ("password", "a long password")), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("account")]
    [InlineData("/account\r\nSet-Cookie: a=b")]
    public async Task A_return_address_never_leads_elsewhere(string address)
    {
        using var browser = Browser();
        var token = await TokenAsync(browser, "/signin");
        using var answer = await browser.PostAsync(
            "/language", Form(("form_token", token), ("lang", "en"), ("back", address)), Ct);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/account", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_return_address_on_this_host_is_kept()
    {
        using var browser = Browser();
        var token = await TokenAsync(browser, "/signin");
        using var answer = await browser.PostAsync(
            "/language", Form(("form_token", token), ("lang", "en"), ("back", "/signup?return=%2Ftenants")), Ct);
        Assert.Equal("/signup?return=%2Ftenants", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Pages_of_people_ask_for_a_session_first_and_come_back()
    {
        using var browser = Browser();
        using var answer = await browser.GetAsync("/account/sessions", Ct);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/signin?return=%2Faccount%2Fsessions", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=x", HttpStatusCode.BadRequest)]
    public async Task Bodies_that_are_no_form_are_refused_with_a_page(string type, HttpStatusCode status)
    {
        using var browser = Browser();
        using var body = new StringContent("{]");
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await browser.PostAsync("/signin", body, Ct);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));

    private static async Task<string> TokenAsync(HttpClient browser, string path)
    {
        var page = await browser.GetStringAsync(path, Ct);
        return WebUtility.HtmlDecode(TokenField().Match(page).Groups[1].Value);
    }

    private HttpClient Browser()
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(stage.Issuer) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    [GeneratedRegex("name=\"form_token\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
