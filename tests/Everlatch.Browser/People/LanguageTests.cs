using Everlatch.Browser.Stage;
using Microsoft.Playwright;

namespace Everlatch.Browser.People;

/// <summary>Which language a person reads.</summary>
public sealed class LanguageTests(BrowserStage stage)
{
    private const string FromGermanApplication = "/signin?return=%2Foauth2%2Fauthorize%3Fui_locales%3Dfr%2520de";

    [Fact]
    public async Task A_browser_that_accepts_German_gets_German()
    {
        await using var visit = await stage.VisitAsync(new Look { Language = "de-AT" });
        await visit.GoAsync("/signin");
        await visit.SeeHeadingAsync("Anmelden");
        Assert.Equal("de", await visit.Page.Locator("html").GetAttributeAsync("lang"));
        await visit.PictureAsync("signin");
    }

    [Fact]
    public async Task An_application_may_prefer_a_language()
    {
        await using var visit = await stage.VisitAsync();
        await visit.GoAsync(FromGermanApplication);
        await visit.SeeHeadingAsync("Anmelden");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_person_chooses_wins_and_stays(bool script)
    {
        await using var visit = await stage.VisitAsync(new Look { Script = script });
        await visit.GoAsync(FromGermanApplication);
        await visit.PressAsync("English");
        await visit.SeeHeadingAsync("Sign in");
        Assert.Equal(FromGermanApplication, visit.PathAndQuery);
        await visit.GoAsync("/signup");
        await visit.PressAsync("Deutsch");
        await visit.SeeHeadingAsync("Konto erstellen");
        await visit.GoAsync("/signin");
        await visit.SeeHeadingAsync("Anmelden");
    }

    [Fact]
    public async Task Mails_speak_the_language_of_the_page_that_caused_them()
    {
        await using var visit = await stage.VisitAsync(new Look { Language = "de-DE" });
        var person = Person.New();
        await visit.GoAsync("/signup");
        await visit.FillAsync("Ihr Name", person.Name);
        await visit.FillAsync("E-Mail-Adresse", person.Email);
        await visit.FillAsync("Passwort", person.Password);
        await visit.PressAsync("Konto erstellen");
        await visit.SeeHeadingAsync("Sehen Sie in Ihr Postfach");
        await visit.GoAsync("/mail");
        var line = visit.Page.Locator("li", new() { HasText = person.Email });
        await Assertions.Expect(line).ToContainTextAsync("E-Mail-Adresse");
    }
}
