using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Users;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Users;

public abstract class UserSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly AuditActor Admin = new("mch_admin", "192.0.2.1");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_made_user_is_found_by_id_and_by_mailbox_in_their_environment_only()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await using var other = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync("Ada@Example.com");
        var find = host.Get<FindUser>();
        Assert.Equal(user, await find.RunAsync(host.Environment, user.Id, Ct));
        Assert.Equal(user, await find.RunAsync(host.Environment, EmailAddress.Trusted("ada@example.com"), Ct));
        Assert.Null(await find.RunAsync(other.Environment, user.Id, Ct));
        Assert.Null(await find.RunAsync(other.Environment, EmailAddress.Trusted("ada@example.com"), Ct));
    }

    [Fact]
    public async Task One_mailbox_is_one_user_of_an_environment()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await using var other = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        await other.AddUserAsync();
        var again = new NewUser { Email = "ADA@example.com", Name = "Ada" };
        Assert.IsType<CreateUser.Outcome.EmailTaken>(
            await host.Get<CreateUser>().RunAsync(host.Here.Environment, again, Admin, Ct));
    }

    [Theory]
    [InlineData("nobody", "Ada", null, null, "EL1203")]
    [InlineData("ada@example.com", "", null, null, "EL1204")]
    [InlineData("ada@example.com", "Ada", "not a tag", null, "EL1205")]
    [InlineData("ada@example.com", "Ada", null, "password", "EL1202")]
    public async Task What_cannot_be_is_named(string email, string name, string? locale, string? password, string problem)
    {
        await using var host = await PeopleHost.StartAsync(db);
        var asked = new NewUser { Email = email, Name = name, Locale = locale, Password = password };
        var outcome = await host.Get<CreateUser>().RunAsync(host.Here.Environment, asked, Admin, Ct);
        Assert.Equal(problem, Assert.IsType<CreateUser.Outcome.Invalid>(outcome).Problem.Id);
    }

    [Fact]
    public async Task A_change_is_written_over_the_version_that_was_read()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        var first = await UpdateAsync(host, user.Id, new UserChange { Name = "Countess" }, user.Version);
        Assert.Equal("Countess", Assert.IsType<UpdateUser.Outcome.Updated>(first).User.Name);
        Assert.IsType<UpdateUser.Outcome.Stale>(await UpdateAsync(host, user.Id, new UserChange { Name = "Late" }, user.Version));
        var second = await UpdateAsync(host, user.Id, new UserChange { Locale = "de" }, user.Version + 1);
        var updated = Assert.IsType<UpdateUser.Outcome.Updated>(second).User;
        Assert.Equal(updated, await host.Get<FindUser>().RunAsync(host.Environment, user.Id, Ct));
        Assert.Equal(("Countess", "de"), (updated.Name, updated.Locale));
    }

    [Fact]
    public async Task Parallel_changes_over_one_version_have_one_winner()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(
            i => Task.Run(() => UpdateAsync(host, user.Id, new UserChange { Name = $"Ada {i}" }, user.Version))));
        Assert.Single(outcomes, outcome => outcome is UpdateUser.Outcome.Updated);
        Assert.Equal(5, outcomes.Count(outcome => outcome is UpdateUser.Outcome.Stale));
    }

    [Fact]
    public async Task Another_address_is_unverified_until_proven_and_must_be_free()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        await host.AddUserAsync("taken@example.com");
        Assert.IsType<UpdateUser.Outcome.EmailTaken>(
            await UpdateAsync(host, user.Id, new UserChange { Email = "taken@example.com" }));
        var moved = await UpdateAsync(host, user.Id, new UserChange { Email = "new@example.com" });
        Assert.Null(Assert.IsType<UpdateUser.Outcome.Updated>(moved).User.EmailVerifiedAt);
        var same = await UpdateAsync(host, user.Id, new UserChange { EmailVerified = true });
        Assert.NotNull(Assert.IsType<UpdateUser.Outcome.Updated>(same).User.EmailVerifiedAt);
        var cased = await UpdateAsync(host, user.Id, new UserChange { Email = "New@example.com" });
        Assert.NotNull(Assert.IsType<UpdateUser.Outcome.Updated>(cased).User.EmailVerifiedAt);
    }

    [Fact]
    public async Task A_deleted_user_is_gone_with_what_is_theirs()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        var session = await host.SignedInAsync();
        var delete = host.Get<DeleteUser>();
        Assert.IsType<Edit<User>.Stale>(await delete.RunAsync(host.Environment, user.Id, user.Version + 7, Admin, Ct));
        Assert.NotNull(await host.SessionAsync(session));
        Assert.IsType<Edit<User>.Done>(await delete.RunAsync(host.Environment, user.Id, user.Version, Admin, Ct));
        Assert.IsType<Edit<User>.Unknown>(await delete.RunAsync(host.Environment, user.Id, null, Admin, Ct));
        Assert.Null(await host.SessionAsync(session));
        await host.AddUserAsync();
    }

    [Fact]
    public async Task A_list_has_pages_that_miss_and_repeat_nobody()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var made = new List<UserId>();
        for (var i = 0; i < 5; i++)
        {
            made.Add((await host.AddUserAsync($"user{i}@example.com", password: null)).Id);
        }

        var list = host.Get<ListUsers>();
        var seen = new List<UserId>();
        UserId? after = null;
        do
        {
            var page = await list.RunAsync(host.Environment, null, 2, after, Ct);
            seen.AddRange(page.Items.Select(user => user.Id));
            after = page.Next is null ? null : UserId.Trusted(page.Next);
        }
        while (after is not null);

        Assert.Equal(made.OrderBy(id => id.Value, StringComparer.Ordinal), seen);
        var one = await list.RunAsync(host.Environment, EmailAddress.Trusted("user3@example.com"), 2, null, Ct);
        Assert.Equal([made[3]], one.Items.Select(user => user.Id));
    }

    [Fact]
    public async Task Every_change_is_audited_with_its_actor_and_without_the_address()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        await UpdateAsync(host, user.Id, new UserChange { Email = "secret@example.com" });
        var recorded = Assert.Single(await host.AuditAsync("user.updated"));
        Assert.Equal(Admin.Id, recorded.Actor);
        Assert.Equal(user.Id, recorded.User);
        Assert.Equal("email email_verified", recorded.Details["fields"]);
        var text = recorded + string.Join(',', recorded.Details.Values);
        Assert.DoesNotContain("secret@example.com", text, StringComparison.Ordinal);
    }

    private static Task<UpdateUser.Outcome> UpdateAsync(PeopleHost host, UserId user, UserChange change, long? version = null) =>
        host.Get<UpdateUser>().RunAsync(host.Environment, user, change, version, Admin, Ct);
}
