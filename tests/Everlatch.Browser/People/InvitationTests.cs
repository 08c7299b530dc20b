using Everlatch.Browser.Stage;

namespace Everlatch.Browser.People;

/// <summary>Invitations into a tenant, and the choice between several.</summary>
public sealed class InvitationTests(BrowserStage stage)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stranger_takes_an_invitation_by_signing_up(bool script)
    {
        var person = Person.New("Grace Hopper");
        var tenant = await stage.InviteAsync(person, "Blue Harbour");
        await using var visit = await stage.VisitAsync(new Look { Script = script });
        await visit.OpenMailAsync(person.Email, "/invitations?token=");
        await visit.SeeHeadingAsync($"Join {tenant}");
        await visit.PictureAsync("invitation");
        await visit.FollowAsync("Create an account");
        await visit.FillSignUpAsync(person);
        await visit.VerifyAsync(person);
        await visit.SignInAsync(person);

        // Back at the invitation, which only now can be taken.
        await visit.SeeHeadingAsync($"Join {tenant}");
        await visit.PressAsync("Accept the invitation");
        await visit.SeeHeadingAsync("Your account");
        await visit.SeeAsync(tenant);
        await visit.SeeAsync("current");
    }

    [Fact]
    public async Task Somebody_else_cannot_take_it_and_it_stays_open()
    {
        var invited = Person.New();
        var tenant = await stage.InviteAsync(invited, "Green Valley");
        await using var visit = await stage.VisitAsync();
        var other = await visit.ArriveAsync();
        await visit.OpenMailAsync(invited.Email, "/invitations?token=");
        await visit.SeeAsync($"You are signed in as {other.Email}.");
        await visit.SeeHeadingAsync($"Join {tenant}");
    }

    [Fact]
    public async Task A_member_of_two_tenants_switches_between_them()
    {
        var person = Person.New();
        await using var visit = await stage.VisitAsync();
        await visit.ArriveAsync(person);
        await stage.JoinAsync(visit, person, "First Company");
        await stage.JoinAsync(visit, person, "Second Company");
        await visit.SeeAsync("current");
        await visit.PictureAsync("account-tenants");
        await visit.Page.GetByText("Switch", new() { Exact = true }).ClickAsync();
        await visit.SeeHeadingAsync("Your account");
        await visit.GoAsync("/tenants");
        await visit.SeeHeadingAsync("Choose an organisation");
        await visit.PictureAsync("tenants");
    }
}
