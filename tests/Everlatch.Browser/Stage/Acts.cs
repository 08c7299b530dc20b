using Microsoft.Playwright;

namespace Everlatch.Browser.Stage;

/// <summary>What people do on the pages, from beginning to end.</summary>
public static class Acts
{
    /// <summary>Signs up and follows the mailed link, up to the sign-in page.</summary>
    public static async Task SignUpAsync(this Visit visit, Person person)
    {
        await visit.GoAsync("/signup");
        await visit.FillSignUpAsync(person);
        await visit.VerifyAsync(person);
    }

    /// <summary>Fills in the sign-up page that is open.</summary>
    public static async Task FillSignUpAsync(this Visit visit, Person person)
    {
        await visit.FillAsync("Your name", person.Name);
        await visit.FillAsync("E-mail address", person.Email);
        await visit.FillAsync("Password", person.Password);
        await visit.PressAsync("Create account");
        await visit.SeeHeadingAsync("Check your mail");
    }

    /// <summary>Follows the verification link of the newest mail.</summary>
    public static async Task VerifyAsync(this Visit visit, Person person)
    {
        await visit.OpenMailAsync(person.Email, "/verify?token=");
        await visit.PressAsync("Confirm");
        await visit.SeeAsync("Your e-mail address is confirmed.");
    }

    /// <summary>Signs in by the page that is open.</summary>
    public static async Task SignInAsync(this Visit visit, Person person, string? password = null)
    {
        await visit.FillAsync("E-mail address", person.Email);
        await visit.FillAsync("Password", password ?? person.Password);
        await visit.PressAsync("Sign in");
    }

    /// <summary>Signs up, verifies and signs in, up to the account page.</summary>
    public static async Task<Person> ArriveAsync(this Visit visit, Person? person = null)
    {
        person ??= Person.New();
        await visit.SignUpAsync(person);
        await visit.SignInAsync(person);
        await visit.SeeHeadingAsync("Your account");
        return person;
    }

    /// <summary>Follows the link of the newest mail to somebody, once it is there.</summary>
    public static async Task OpenMailAsync(this Visit visit, string recipient, string linkPart)
    {
        var mail = visit.Page.Locator("li", new() { HasText = recipient }).Locator("a").First;
        for (var look = 0; look < 50; look++)
        {
            await visit.GoAsync("/mail");
            if (await mail.CountAsync() > 0)
            {
                break;
            }

            // Some mails are written after the answer, so that the answer's time says nothing.
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        await mail.ClickAsync();
        await visit.Page.Locator($"pre a[href*='{linkPart}']").ClickAsync();
    }
}
