using Everlatch.Browser.Stage;

namespace Everlatch.Browser.People;

/// <summary>From a stranger to a signed-in person, in every kind of browser.</summary>
public sealed class ArrivalTests(BrowserStage stage)
{
    public static TheoryData<bool, bool, bool> Looks => new()
    {
        { true, false, false },
        { false, false, false },
        { true, true, true },
        { false, true, false },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_stranger_signs_up_verifies_signs_in_and_signs_out(bool script, bool phone, bool dark)
    {
        await using var visit = await stage.VisitAsync(new Look { Script = script, Phone = phone, Dark = dark });
        var person = Person.New();
        await visit.GoAsync("/signin");
        await visit.PictureAsync("signin");
        await visit.FollowAsync("Create an account");
        await visit.PictureAsync("signup");
        await visit.FillSignUpAsync(person);
        await visit.PictureAsync("signup-sent");
        await visit.OpenMailAsync(person.Email, "/verify?token=");
        await visit.PictureAsync("verify");
        await visit.PressAsync("Confirm");
        await visit.SeeAsync("Your e-mail address is confirmed.");
        await visit.SignInAsync(person);
        await visit.SeeHeadingAsync("Your account");
        await visit.SeeAsync(person.Name);
        await visit.PictureAsync("account");
        await visit.FollowAsync("Sign out");
        await visit.PictureAsync("signout");
        await visit.PressAsync("Sign out");
        await visit.SeeAsync("You are signed out.");
        await visit.GoAsync("/account");
        await visit.SeeHeadingAsync("Sign in");
    }

    [Fact]
    public async Task Looking_at_a_verification_link_does_not_use_it_up()
    {
        await using var visit = await stage.VisitAsync();
        var person = Person.New();
        await visit.GoAsync("/signup");
        await visit.FillSignUpAsync(person);
        await visit.OpenMailAsync(person.Email, "/verify?token=");
        var link = visit.PathAndQuery;
        await visit.GoAsync(link);
        await visit.GoAsync(link);
        await visit.PressAsync("Confirm");
        await visit.SeeAsync("Your e-mail address is confirmed.");
        var again = await visit.GoAsync(link);
        Assert.Equal(410, again!.Status);
        await visit.SeeHeadingAsync("This link no longer works");
    }

    [Fact]
    public async Task Nobody_signs_in_before_the_mailbox_is_proven()
    {
        await using var visit = await stage.VisitAsync();
        var person = Person.New();
        await visit.GoAsync("/signup");
        await visit.FillSignUpAsync(person);
        await visit.GoAsync("/signin");
        await visit.SignInAsync(person);
        await visit.SeeHeadingAsync("Confirm your e-mail address");
        await visit.PictureAsync("unverified");
        await visit.VerifyAsync(person);
        await visit.SignInAsync(person);
        await visit.SeeHeadingAsync("Your account");
    }

    [Fact]
    public async Task Who_did_not_type_the_password_chooses_one_when_they_prove_the_mailbox()
    {
        await using var attacker = await stage.VisitAsync();
        var person = Person.New();
        await attacker.GoAsync("/signup");
        await attacker.FillSignUpAsync(person);

        await using var owner = await stage.VisitAsync();
        await owner.OpenMailAsync(person.Email, "/verify?token=");
        await owner.PressAsync("Confirm");
        await owner.SeeHeadingAsync("Choose a new password");
        await owner.FillAsync("New password", "quiet copper meadow twelve");
        await owner.PressAsync("Save the password");
        await owner.SeeAsync("Your password is changed.");

        await attacker.GoAsync("/signin");
        await attacker.SignInAsync(person);
        await attacker.SeeAsync("The e-mail address or the password is not right.");
        await owner.SignInAsync(person, "quiet copper meadow twelve");
        await owner.SeeHeadingAsync("Your account");
    }

    [Fact]
    public async Task A_known_address_gets_the_same_answer_as_an_unknown_one()
    {
        await using var visit = await stage.VisitAsync();
        var known = Person.New();
        await visit.SignUpAsync(known);
        await visit.GoAsync("/signup");
        await visit.FillSignUpAsync(known with { Name = "Mallory" });
        var knownPage = await visit.Page.Locator("main").InnerTextAsync();
        await visit.GoAsync("/signup");
        await visit.FillSignUpAsync(Person.New());
        Assert.Equal(knownPage, await visit.Page.Locator("main").InnerTextAsync());
    }

    [Fact]
    public async Task Mistakes_are_told_beside_the_field_and_nothing_typed_is_lost()
    {
        await using var visit = await stage.VisitAsync();
        await visit.GoAsync("/signup");
        await visit.FillAsync("Your name", "Ada");
        await visit.FillAsync("E-mail address", "ada@example.com");
        await visit.FillAsync("Password", "password1");
        var answer = await visit.SubmitAsync("Create account");
        Assert.Equal(422, answer.Status);
        var password = visit.Page.GetByLabel("Password", new() { Exact = true });
        Assert.Equal("true", await password.GetAttributeAsync("aria-invalid"));
        Assert.StartsWith("password-error", await password.GetAttributeAsync("aria-describedby"), StringComparison.Ordinal);
        Assert.Equal("", await password.InputValueAsync());
        Assert.Equal("ada@example.com", await visit.Page.GetByLabel("E-mail address").InputValueAsync());
        await visit.PictureAsync("signup-mistake");
    }
}
