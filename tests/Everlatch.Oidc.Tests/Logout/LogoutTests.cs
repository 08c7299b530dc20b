using System.Net;
using Everlatch.Oidc.Logout;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Oidc.Tests.Logout;

public sealed class LogoutTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    [Fact]
    public async Task An_application_signs_its_person_out_and_gets_them_back()
    {
        var signedIn = await server.SignInAsync();
        using var response = await LogoutAsync(signedIn.Person, signedIn.Identity, TestApplication.SignedOut, "state-2");
        Assert.Equal(TestApplication.SignedOut + "?state=state-2", response.RedirectedTo().OriginalString);
        Assert.Contains(
            response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("everlatch=;", StringComparison.Ordinal));
        Assert.Equal("invalid_grant", await signedIn.Client.RefreshAsync(signedIn.Refresh).ErrorAsync());
        Assert.False(await signedIn.IsAccessAliveAsync());
    }

    [Fact]
    public async Task An_expired_hint_is_good_enough()
    {
        var signedIn = await server.SignInAsync();
        server.Clock.Advance(TimeSpan.FromHours(2));
        using var response = await LogoutAsync(signedIn.Person, signedIn.Identity, TestApplication.SignedOut);
        Assert.Equal(TestApplication.SignedOut, response.RedirectedTo().OriginalString);
    }

    [Fact]
    public async Task Without_a_hint_the_person_is_asked_and_stays_signed_in()
    {
        var signedIn = await server.SignInAsync();
        using var response = await server.Browser(signedIn.Person).GetAsync(
            $"/oauth2/logout?client_id={signedIn.Application.Id}"
            + $"&post_logout_redirect_uri={Uri.EscapeDataString(TestApplication.SignedOut)}");
        Assert.StartsWith("/signout?return=", response.RedirectedTo().OriginalString, StringComparison.Ordinal);
        Assert.True(await signedIn.IsAccessAliveAsync());

        var back = response.RedirectedTo().Parameter("return")!;
        using var afterwards = await server.Browser().GetAsync(back);
        Assert.Equal(TestApplication.SignedOut, afterwards.RedirectedTo().OriginalString);
    }

    [Fact]
    public async Task A_hint_about_somebody_else_signs_nobody_out_unasked()
    {
        var (attacker, victim) = (await server.SignInAsync(), await server.SignInAsync());
        using var response = await LogoutAsync(victim.Person, attacker.Identity, TestApplication.SignedOut);
        Assert.StartsWith("/signout?return=", response.RedirectedTo().OriginalString, StringComparison.Ordinal);
        Assert.True(await victim.IsAccessAliveAsync());
    }

    [Fact]
    public async Task A_hint_that_is_no_identity_token_of_ours_counts_for_nothing()
    {
        var signedIn = await server.SignInAsync();
        foreach (var hint in new[] { signedIn.Access, signedIn.Identity[..^4] + "AAAA", "nonsense", "eyJhbGciOiJub25lIn0.e30." })
        {
            using var response = await LogoutAsync(signedIn.Person, hint, null);
            Assert.StartsWith("/signout?return=", response.RedirectedTo().OriginalString, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://app.example/bye/")]
    [InlineData("https://app.example/bye?x=1")]
    [InlineData("https://app.example/callback")]
    [InlineData("//app.example/bye")]
    public async Task An_address_that_is_not_the_applications_sends_the_browser_nowhere(string address)
    {
        var signedIn = await server.SignInAsync();
        using var response = await LogoutAsync(signedIn.Person, signedIn.Identity, address);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
        Assert.True(await signedIn.IsAccessAliveAsync());
    }

    [Fact]
    public async Task An_address_without_an_application_sends_the_browser_nowhere()
    {
        using var response = await server.Browser().GetAsync(
            "/oauth2/logout?post_logout_redirect_uri=" + Uri.EscapeDataString(TestApplication.SignedOut));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_hint_and_a_client_id_that_disagree_sign_nobody_out()
    {
        var signedIn = await server.SignInAsync();
        var other = await server.AddApplicationAsync();
        using var response = await server.Browser(signedIn.Person).GetAsync(
            $"/oauth2/logout?id_token_hint={signedIn.Identity}&client_id={other.Id}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(await signedIn.IsAccessAliveAsync());
    }

    [Fact]
    public async Task A_posted_request_comes_again_as_a_navigation_without_its_token()
    {
        var signedIn = await server.SignInAsync();
        var again = await PostAsync(signedIn.Identity);
        Assert.DoesNotContain("eyJ", again, StringComparison.Ordinal);
        Assert.DoesNotContain("id_token_hint", again, StringComparison.Ordinal);
        Assert.Contains("ui_locales=de", again, StringComparison.Ordinal);
        using var response = await server.Browser(signedIn.Person).GetAsync(again);
        Assert.Equal(TestApplication.SignedOut + "?state=state-3", response.RedirectedTo().OriginalString);
        Assert.False(await signedIn.IsAccessAliveAsync());
    }

    [Fact]
    public async Task A_request_in_an_address_is_asked_about_without_its_token()
    {
        var (other, signedIn) = (await server.SignInAsync(), await server.SignInAsync());
        using var response = await LogoutAsync(signedIn.Person, other.Identity, TestApplication.SignedOut, "state-4");
        Assert.DoesNotContain("eyJ", response.RedirectedTo().OriginalString, StringComparison.Ordinal);
        using var afterwards = await server.Browser().GetAsync(response.RedirectedTo().Parameter("return")!);
        Assert.Equal(TestApplication.SignedOut + "?state=state-4", afterwards.RedirectedTo().OriginalString);
    }

    [Fact]
    public async Task A_posted_request_about_somebody_else_signs_nobody_out_unasked()
    {
        var (attacker, victim) = (await server.SignInAsync(), await server.SignInAsync());
        using var response = await server.Browser(victim.Person).GetAsync(await PostAsync(attacker.Identity));
        Assert.StartsWith("/signout?return=", response.RedirectedTo().OriginalString, StringComparison.Ordinal);
        Assert.True(await victim.IsAccessAliveAsync());
    }

    [Fact]
    public async Task A_posted_hint_that_is_too_old_or_was_altered_counts_for_nothing()
    {
        var signedIn = await server.SignInAsync();
        var again = await PostAsync(signedIn.Identity);
        var last = again[^1] == 'A' ? 'B' : 'A';
        await AskedAsync(again[..^2] + last + last);
        server.Clock.Advance(SealedHint.Life);
        await AskedAsync(again);
        Assert.True(await signedIn.IsAccessAliveAsync());

        async Task AskedAsync(string address)
        {
            using var response = await server.Browser(signedIn.Person).GetAsync(address);
            Assert.StartsWith("/signout?return=", response.RedirectedTo().OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_posted_request_to_another_address_or_with_a_repeated_parameter_goes_nowhere()
    {
        var signedIn = await server.SignInAsync();
        var hint = "id_token_hint=" + signedIn.Identity;
        foreach (var form in new[] { $"{hint}&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F", $"{hint}&{hint}" })
        {
            using var response = await new TokenPost(server.Issuer) { Path = "/oauth2/logout" }.SendAsync(form);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Null(response.Headers.Location);
        }
    }

    // Where the browser is sent after an application's form was posted from its own site, which brings no cookie.
    private async Task<string> PostAsync(string hint)
    {
        using var posted = await server.Browser().PostAsync(
            "/oauth2/logout",
            new Dictionary<string, string>
            {
                ["id_token_hint"] = hint,
                ["post_logout_redirect_uri"] = TestApplication.SignedOut,
                ["state"] = "state-3",
                ["ui_locales"] = "de",
            });
        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        return posted.RedirectedTo().OriginalString;
    }

    private Task<HttpResponseMessage> LogoutAsync(TestPerson person, string hint, string? address, string? state = null)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["id_token_hint"] = hint, ["post_logout_redirect_uri"] = address, ["state"] = state,
        };
        return server.Browser(person).GetAsync(
            QueryHelpers.AddQueryString("/oauth2/logout", parameters.Where(pair => pair.Value is not null)));
    }
}
