using Everlatch.Browser.Stage;

namespace Everlatch.Browser.People;

/// <summary>Forgotten and changed passwords.</summary>
public sealed class PasswordTests(BrowserStage stage)
{
    private const string Another = "seven paper kites at dawn";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_forgotten_password_is_replaced_by_a_mailed_link(bool script)
    {
        await using var visit = await stage.VisitAsync(new Look { Script = script });
        var person = Person.New();
        await visit.SignUpAsync(person);
        await visit.FollowAsync("Forgotten your password?");
        await visit.PictureAsync("forgot");
        await visit.FillAsync("E-mail address", person.Email);
        await visit.PressAsync("Send the link");
        await visit.SeeHeadingAsync("Check your mail");
        await visit.OpenMailAsync(person.Email, "/password/reset?token=");
        await visit.PictureAsync("reset");
        await visit.FillAsync("New password", Another);
        await visit.PressAsync("Save the password");
        await visit.SeeAsync("Your password is changed.");
        await visit.SignInAsync(person);
        await visit.SeeAsync("The e-mail address or the password is not right.");
        await visit.SignInAsync(person, Another);
        await visit.SeeHeadingAsync("Your account");
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer()
    {
        await using var visit = await stage.VisitAsync();
        await visit.GoAsync("/password/forgot");
        await visit.FillAsync("E-mail address", Person.New().Email);
        await visit.PressAsync("Send the link");
        await visit.SeeHeadingAsync("Check your mail");
    }

    [Fact]
    public async Task A_refused_password_does_not_use_the_link_up()
    {
        await using var visit = await stage.VisitAsync();
        var person = Person.New();
        await visit.SignUpAsync(person);
        await visit.GoAsync("/password/forgot");
        await visit.FillAsync("E-mail address", person.Email);
        await visit.PressAsync("Send the link");
        await visit.OpenMailAsync(person.Email, "/password/reset?token=");
        await visit.FillAsync("New password", "short");
        Assert.Equal(422, (await visit.SubmitAsync("Save the password")).Status);
        await visit.FillAsync("New password", Another);
        await visit.PressAsync("Save the password");
        await visit.SeeAsync("Your password is changed.");
    }

    [Fact]
    public async Task A_password_is_changed_with_the_current_one_and_other_sessions_end()
    {
        await using var visit = await stage.VisitAsync();
        var person = await visit.ArriveAsync();
        await using var elsewhere = await stage.VisitAsync();
        await elsewhere.GoAsync("/signin");
        await elsewhere.SignInAsync(person);
        await elsewhere.SeeHeadingAsync("Your account");

        await visit.FollowAsync("Password");
        await visit.FillAsync("Current password", "not the current one");
        await visit.FillAsync("New password", Another);
        Assert.Equal(422, (await visit.SubmitAsync("Change password")).Status);
        await visit.SeeAsync("The current password is not right.");
        await visit.FillAsync("Current password", person.Password);
        await visit.FillAsync("New password", Another);
        await visit.PressAsync("Change password");
        await visit.SeeAsync("Your password is changed.");
        await visit.PictureAsync("account-password");

        await elsewhere.GoAsync("/account");
        await elsewhere.SeeHeadingAsync("Sign in");
        await visit.GoAsync("/account");
        await visit.SeeHeadingAsync("Your account");
    }
}
