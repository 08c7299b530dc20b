using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Everlatch.Bench.Load;

/// <summary>A person with a browser: signs in through the hosted page, and lets an application have tokens.</summary>
internal sealed partial class Person : IDisposable
{
    private readonly HttpClient browser;
    private readonly Uri origin;
    private readonly JsonElement demo;

    public Person(int port, JsonElement up)
    {
        origin = new Uri($"http://127.0.0.1:{port}");
        demo = up.GetProperty("demo");
        browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = origin,
            Timeout = TimeSpan.FromMinutes(2),
        };
    }

    public void Dispose() => browser.Dispose();

    /// <summary>Opens the page and sends the form, as a browser does.</summary>
    public async Task SignInAsync() => await SendAsync(await OpenAsync());

    /// <summary>Opens the page: the hidden fields of its form.</summary>
    public async Task<Dictionary<string, string>> OpenAsync()
    {
        return HiddenIn(await browser.GetStringAsync(new Uri("/signin", UriKind.Relative)), "type=\"password\"");
    }

    /// <summary>The hidden fields of the form that has this one: others of the page have tokens of their own.</summary>
    public static Dictionary<string, string> HiddenIn(string page, string field) =>
        Hidden(page.Split("<form").Single(part => part.Contains(field, StringComparison.Ordinal)).Split("</form>")[0]);

    /// <summary>Sends the form with the right password.</summary>
    public async Task SendAsync(Dictionary<string, string> hidden)
    {
        var user = demo.GetProperty("user");
        var form = new Dictionary<string, string>(hidden)
        {
            ["email"] = user.GetProperty("email").GetString()!,
            ["password"] = user.GetProperty("password").GetString()!,
        };
        using var content = new FormUrlEncodedContent(form);
        using var response = await browser.PostAsync(new Uri("/signin", UriKind.Relative), content);
        if (response.StatusCode != HttpStatusCode.SeeOther)
        {
            throw new InvalidOperationException(
                $"Sign-in answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>Chooses the first of the person's tenants, which the demo application asks for.</summary>
    public async Task ChooseTenantAsync()
    {
        var page = await browser.GetStringAsync(new Uri("/tenants", UriKind.Relative));
        var form = page.Split("<form").First(part => part.Contains("name=\"tenant\"", StringComparison.Ordinal));
        var fields = new Dictionary<string, string>(Hidden(form.Split("</form>")[0]))
        {
            ["tenant"] = Tenant().Match(form).Groups["id"].Value,
        };
        using var content = new FormUrlEncodedContent(fields);
        using var response = await browser.PostAsync(new Uri("/tenants", UriKind.Relative), content);
    }

    /// <summary>A refresh token of the demo application, by code and PKCE.</summary>
    public async Task<string> AuthorizeAsync()
    {
        var web = demo.GetProperty("web");
        var verifier = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var challenge = System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var redirect = web.GetProperty("redirect_uri").GetString()!;
        using var response = await browser.GetAsync(new Uri(
            $"/oauth2/authorize?response_type=code&client_id={web.GetProperty("client_id").GetString()}"
            + $"&scope=openid%20offline_access&redirect_uri={Uri.EscapeDataString(redirect)}"
            + $"&code_challenge={challenge}&code_challenge_method=S256&state=s&nonce=n",
            UriKind.Relative));
        var location = response.Headers.Location?.ToString()
            ?? throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        var code = CodeIn().Match(location);
        return code.Success
            ? await RedeemAsync(new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = Uri.UnescapeDataString(code.Groups["code"].Value),
                ["redirect_uri"] = redirect,
                ["code_verifier"] = verifier,
            })
            : throw new InvalidOperationException($"A code was expected; the browser was sent to {location}.");
    }

    private async Task<string> RedeemAsync(Dictionary<string, string> form)
    {
        var web = demo.GetProperty("web");
        form["client_id"] = web.GetProperty("client_id").GetString()!;
        form["client_secret"] = web.GetProperty("client_secret").GetString()!;
        using var content = new FormUrlEncodedContent(form);
        using var response = await browser.PostAsync(new Uri("/oauth2/token", UriKind.Relative), content);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonDocument.Parse(body).RootElement.GetProperty("refresh_token").GetString()!
            : throw new InvalidOperationException($"The token endpoint answered {(int)response.StatusCode}: {body}");
    }

    private static Dictionary<string, string> Hidden(string form) =>
        HiddenField().Matches(form).ToDictionary(
            match => WebUtility.HtmlDecode(match.Groups["name"].Value),
            match => WebUtility.HtmlDecode(match.Groups["value"].Value));

    [GeneratedRegex("name=\"tenant\" value=\"(?<id>[^\"]+)\"")]
    private static partial Regex Tenant();

    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*name="(?<name>[^"]+)"[^>]*value="(?<value>[^"]*)"[^>]*>""")]
    private static partial Regex HiddenField();

    [GeneratedRegex("[?&]code=(?<code>[^&]+)")]
    private static partial Regex CodeIn();
}
