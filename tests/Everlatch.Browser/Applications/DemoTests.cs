using Everlatch.Browser.Stage;
using Microsoft.Playwright;

namespace Everlatch.Browser.Applications;

/// <summary>The application of a stranger, from its own page through ours and back.</summary>
public sealed class DemoTests(BrowserStage stage)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_signs_up_signs_in_to_the_application_switches_tenant_and_signs_out(bool script)
    {
        var person = Person.New("Ada Lovelace");
        await using (var before = await stage.VisitAsync())
        {
            await before.ArriveAsync(person);
            await stage.JoinAsync(before, person, "Analytical Engines");
            await stage.JoinAsync(before, person, "Difference Works");
        }

        await using var visit = await stage.VisitAsync(new Look { Script = script });
        await visit.Page.GotoAsync(stage.Demo);
        await visit.Page.ClickAsync("#signin");
        await visit.SeeAsync("to continue to");
        await visit.PictureAsync("demo-signin");
        await visit.SignInAsync(person);
        await visit.SeeHeadingAsync("Choose an organisation");
        await visit.PictureAsync("demo-tenants");
        await ChooseAsync(visit, "Analytical Engines");
        await Assertions.Expect(visit.Page.Locator("#name")).ToHaveTextAsync(person.Name);
        await Assertions.Expect(visit.Page.Locator("#email")).ToHaveTextAsync(person.Email);
        var first = await visit.Page.Locator("#tenant").InnerTextAsync();
        Assert.StartsWith("ten_", first, StringComparison.Ordinal);
        await visit.PictureAsync("demo");

        await visit.Page.ClickAsync("#switch");
        await ChooseAsync(visit, "Difference Works");
        await Assertions.Expect(visit.Page.Locator("#tenant")).Not.ToHaveTextAsync(first);

        await visit.Page.ClickAsync("#signout");
        await visit.SeeAsync("Nobody is signed in.");
        await visit.GoAsync("/account");
        await visit.SeeHeadingAsync("Sign in");
    }

    [Fact]
    public async Task Who_signs_up_on_the_way_to_the_application_arrives_there()
    {
        var person = Person.New();
        await using var visit = await stage.VisitAsync();
        await visit.Page.GotoAsync(stage.Demo);
        await visit.Page.ClickAsync("#signin");
        await visit.FollowAsync("Create an account");
        await visit.FillSignUpAsync(person);
        await visit.VerifyAsync(person);
        await visit.SignInAsync(person);
        await Assertions.Expect(visit.Page.Locator("#email")).ToHaveTextAsync(person.Email);
    }

    private static Task ChooseAsync(Visit visit, string tenant) =>
        visit.Page.Locator("button.choice", new() { HasText = tenant }).ClickAsync();
}
