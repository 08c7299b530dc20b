using Everlatch.Browser.Stage;
using Microsoft.Playwright;

namespace Everlatch.Browser.People;

/// <summary>The pages with a keyboard alone.</summary>
public sealed class KeyboardTests(BrowserStage stage)
{
    [Fact]
    public async Task A_person_signs_in_and_out_with_a_keyboard_alone()
    {
        await using var visit = await stage.VisitAsync();
        var person = Person.New();
        await visit.SignUpAsync(person);
        await visit.GoAsync("/signin");

        // The page begins in its first field.
        await Assertions.Expect(visit.Page.GetByLabel("E-mail address")).ToBeFocusedAsync();
        var keyboard = visit.Page.Keyboard;
        await keyboard.TypeAsync(person.Email);
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync(person.Password);
        await keyboard.PressAsync("Enter");
        await visit.SeeHeadingAsync("Your account");

        await TabToAsync(visit, "Sign out");
        await keyboard.PressAsync("Enter");
        await visit.SeeHeadingAsync("Sign out?");
        await TabToAsync(visit, "Sign out");
        await keyboard.PressAsync("Enter");
        await visit.SeeAsync("You are signed out.");
    }

    [Fact]
    public async Task The_first_stop_skips_to_the_content_and_every_stop_shows_where_it_is()
    {
        await using var visit = await stage.VisitAsync();
        await visit.GoAsync("/password/forgot/sent");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await FocusedAsync(visit));
        Assert.NotEqual("none", await visit.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task After_a_mistake_the_page_begins_with_what_is_wrong()
    {
        await using var visit = await stage.VisitAsync();
        await visit.GoAsync("/signin");
        await visit.PressAsync("Sign in");
        await visit.SeeAsync("Enter your e-mail address.");
        Assert.Equal("errors", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("email", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    private static async Task TabToAsync(Visit visit, string text)
    {
        for (var stop = 0; stop < 30; stop++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await FocusedAsync(visit) == text)
            {
                return;
            }
        }

        Assert.Fail($"No stop is called '{text}'.");
    }

    private static Task<string> FocusedAsync(Visit visit) =>
        visit.Page.EvaluateAsync<string>("document.activeElement.textContent.trim()");
}
