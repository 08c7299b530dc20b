using Everlatch.Browser.Stage;

namespace Everlatch.Browser.People;

/// <summary>Too many wrong passwords.</summary>
public sealed class LockoutTests(BrowserStage stage)
{
    private const int MoreThanEnough = 8;

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Wrong_passwords_end_in_a_wait_that_is_told_whether_the_account_exists_or_not(bool script, bool exists)
    {
        await using var visit = await stage.VisitAsync(new Look { Script = script });
        var person = Person.New();
        if (exists)
        {
            await visit.SignUpAsync(person);
        }

        await visit.GoAsync("/signin");
        for (var attempt = 0; attempt < MoreThanEnough; attempt++)
        {
            await visit.FillAsync("E-mail address", person.Email);
            await visit.FillAsync("Password", $"wrong password {attempt}");
            var answer = await visit.SubmitAsync("Sign in");
            if (answer.Status == 429)
            {
                Assert.InRange(int.Parse(answer.Headers["retry-after"], null), 1, 900);
                await visit.SeeAsync("Too many attempts. Try again in");
                await visit.PictureAsync("lockout");
                await RightPasswordWaitsTooAsync(visit, person);
                return;
            }

            Assert.Equal(422, answer.Status);
            await visit.SeeAsync("The e-mail address or the password is not right.");
        }

        Assert.Fail("Nobody was locked out.");
    }

    private static async Task RightPasswordWaitsTooAsync(Visit visit, Person person)
    {
        await visit.FillAsync("E-mail address", person.Email);
        await visit.FillAsync("Password", person.Password);
        Assert.Equal(429, (await visit.SubmitAsync("Sign in")).Status);
    }
}
