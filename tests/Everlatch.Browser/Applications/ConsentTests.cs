using Everlatch.Browser.Stage;
using Everlatch.Testing.Processes;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Browser.Applications;

/// <summary>An application of somebody else asks for access.</summary>
public sealed class ConsentTests(BrowserStage stage)
{
    // RFC 7636, appendix B.
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // A live page of another origin, so that the browser really goes there: form-action is checked on the way.
    private string Callback => stage.Demo + "/";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_allows_it_once_and_is_not_asked_again(bool script)
    {
        await using var visit = await stage.VisitAsync(new Look { Script = script });
        var authorize = await AuthorizeAsync();
        await visit.ArriveAsync();
        await visit.GoAsync(authorize);
        await visit.SeeHeadingAsync("Partner Reports wants access to your account");
        await visit.SeeAsync("See your e-mail address");
        await visit.SeeAsync("Use Partner API for you");
        await visit.SeeAsync("See reports");
        await visit.PictureAsync("consent");
        await visit.PressAsync("Allow");
        await visit.Page.WaitForURLAsync(url => url.StartsWith(Callback + "?", StringComparison.Ordinal));
        Assert.Contains("code=", visit.PathAndQuery, StringComparison.Ordinal);
        await visit.GoAsync(authorize);
        Assert.Contains("code=", visit.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_is_told_when_a_person_does_not_allow_it()
    {
        await using var visit = await stage.VisitAsync();
        var authorize = await AuthorizeAsync();
        await visit.ArriveAsync();
        await visit.GoAsync(authorize);
        await visit.PressAsync("Do not allow");
        await visit.Page.WaitForURLAsync(url => url.StartsWith(Callback + "?", StringComparison.Ordinal));
        Assert.Contains("error=access_denied", visit.PathAndQuery, StringComparison.Ordinal);
        Assert.Contains("state=s1", visit.PathAndQuery, StringComparison.Ordinal);
        await visit.GoAsync(authorize);
        await visit.SeeHeadingAsync("Partner Reports wants access to your account");
    }

    private async Task<string> AuthorizeAsync()
    {
        using var management = await ManagementClient.OpenAsync(stage.Up, Ct);
        var audience = $"https://partner-{Guid.CreateVersion7()}.example/";
        var api = await management.CreateAsync(
            "/apis",
            new { name = "Partner API", audience, scopes = new[] { new { name = "reports:read", description = "See reports" } } },
            Ct);
        var application = await management.CreateAsync(
            "/applications",
            new
            {
                name = "Partner Reports",
                kind = "spa",
                redirect_uris = new[] { Callback },
                scopes = new[] { "openid", "email" },
                apis = new[] { new { api = api.GetProperty("id").GetString(), scopes = new[] { "reports:read" } } },
                first_party = false,
            },
            Ct);
        return QueryHelpers.AddQueryString("/oauth2/authorize", new Dictionary<string, string?>
        {
            ["client_id"] = application.GetProperty("id").GetString(),
            ["redirect_uri"] = Callback,
            ["response_type"] = "code",
            ["scope"] = "openid email reports:read",
            ["state"] = "s1",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        });
    }
}
