using Everlatch.Core.Ids;
using Everlatch.Testing.Processes;

namespace Everlatch.Browser.Stage;

/// <summary>Brings people into tenants, the way an administrator does.</summary>
public static class Tenancies
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Makes a tenant and invites somebody into it; the mail with the link is the newest of theirs.</summary>
    public static async Task<string> InviteAsync(this BrowserStage stage, Person person, string name)
    {
        using var management = await ManagementClient.OpenAsync(stage.Up, Ct);
        var key = Id.NewText("t", TimeProvider.System).Replace('_', '-');
        var tenant = await management.CreateAsync("/tenants", new { key, name }, Ct);
        var invitations = $"/tenants/{tenant.GetProperty("id").GetString()}/invitations";
        await management.CreateAsync(invitations, new { email = person.Email, roles = Array.Empty<string>() }, Ct);
        return name;
    }

    /// <summary>Invites somebody who is signed in, and lets them accept.</summary>
    public static async Task JoinAsync(this BrowserStage stage, Visit visit, Person person, string name)
    {
        await stage.InviteAsync(person, name);
        await visit.OpenMailAsync(person.Email, "/invitations?token=");
        await visit.SeeHeadingAsync($"Join {name}");
        await visit.PressAsync("Accept the invitation");
        await visit.SeeHeadingAsync("Your account");
    }
}
