using System.Net;
using Everlatch.Browser.Stage;
using Microsoft.Playwright;

namespace Everlatch.Browser.People;

/// <summary>API tokens that people make for their own scripts.</summary>
public sealed class ApiTokenTests(BrowserStage stage)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_makes_a_token_sees_its_secret_once_and_revokes_it(bool script)
    {
        await using var visit = await stage.VisitAsync(new Look { Script = script });
        var person = await visit.ArriveAsync();
        await stage.JoinAsync(visit, person, "Token Works");
        await visit.FollowAsync("API tokens");
        await visit.FillAsync("What is it for?", "Nightly export");
        await visit.PressAsync("Create token");
        await visit.SeeHeadingAsync("Your new API token");
        await visit.PictureAsync("new-token");
        var id = await visit.Page.Locator("#client_id").InnerTextAsync();
        var secret = await visit.Page.Locator("#client_secret").InnerTextAsync();
        Assert.StartsWith("apt_", id, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await TokenAsync(id, secret));

        await visit.FollowAsync("I have copied it");
        await visit.SeeAsync("Nightly export");
        Assert.DoesNotContain(secret, await visit.Page.ContentAsync(), StringComparison.Ordinal);
        await visit.PictureAsync("account-tokens");
        await visit.PressAsync("Revoke Nightly export");
        await Assertions.Expect(visit.Page.GetByText("Nightly export")).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.Unauthorized, await TokenAsync(id, secret));
    }

    private async Task<HttpStatusCode> TokenAsync(string id, string secret)
    {
        using var script = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
            ["client_secret"] = secret,
            ["resource"] = "urn:everlatch:management",
        });
        using var answer = await script.PostAsync(new Uri($"{stage.Issuer}/oauth2/token"), form, Ct);
        return answer.StatusCode;
    }
}
