using Everlatch.Browser.Stage;
using Microsoft.Playwright;

namespace Everlatch.Browser.People;

/// <summary>The list of a person's sessions.</summary>
public sealed class SessionTests(BrowserStage stage)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_ends_one_session_and_then_all_others(bool script)
    {
        await using var here = await stage.VisitAsync(new Look { Script = script });
        var person = await here.ArriveAsync();
        await using var phone = await SignedInAsync(person);
        await using var tablet = await SignedInAsync(person);
        await here.FollowAsync("Sessions");
        await Assertions.Expect(Rows(here)).ToHaveCountAsync(3);
        await here.PictureAsync("account-sessions");

        await here.Page.Locator("button", new() { HasText = "End" }).First.ClickAsync();
        await Assertions.Expect(Rows(here)).ToHaveCountAsync(2);
        await here.PressAsync("End all other sessions");
        await Assertions.Expect(Rows(here)).ToHaveCountAsync(1);
        foreach (var gone in new[] { phone, tablet })
        {
            await gone.GoAsync("/account");
            await gone.SeeHeadingAsync("Sign in");
        }
    }

    [Fact]
    public async Task A_session_of_somebody_else_cannot_be_ended()
    {
        await using var victim = await stage.VisitAsync();
        await victim.ArriveAsync();
        var victimsCookie = (await victim.Context.CookiesAsync()).Single(cookie => cookie.Name == "everlatch").Value;
        Assert.StartsWith("elk_", victimsCookie, StringComparison.Ordinal);

        await using var thief = await stage.VisitAsync();
        var person = await thief.ArriveAsync();
        await using var second = await SignedInAsync(person);
        await thief.GoAsync("/account/sessions");
        await thief.Page.Locator("input[name=session]").EvaluateAsync("input => input.value = 'ses_01h2xcejqtf2nbrexx3vqjhp41'");
        await thief.Page.Locator("form[action$='/end'] button").ClickAsync();
        await Assertions.Expect(Rows(thief)).ToHaveCountAsync(2);
        await victim.GoAsync("/account");
        await victim.SeeHeadingAsync("Your account");
    }

    [Fact]
    public async Task Signing_in_gives_a_new_cookie_that_scripts_cannot_read()
    {
        await using var visit = await stage.VisitAsync();
        var person = await visit.ArriveAsync();
        var before = (await visit.Context.CookiesAsync()).Single(cookie => cookie.Name == "everlatch");
        Assert.True(before.HttpOnly);
        Assert.Equal(SameSiteAttribute.Lax, before.SameSite);
        await visit.GoAsync("/signin");
        await visit.SignInAsync(person);
        await visit.SeeHeadingAsync("Your account");
        Assert.NotEqual(before.Value, (await visit.Context.CookiesAsync()).Single(cookie => cookie.Name == "everlatch").Value);
    }

    private static ILocator Rows(Visit visit) => visit.Page.Locator("ul.rows > li");

    private async Task<Visit> SignedInAsync(Person person)
    {
        var visit = await stage.VisitAsync();
        await visit.GoAsync("/signin");
        await visit.SignInAsync(person);
        await visit.SeeHeadingAsync("Your account");
        return visit;
    }
}
