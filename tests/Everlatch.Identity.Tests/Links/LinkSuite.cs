using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Links;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Links;

public abstract class LinkSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parallel_uses_have_exactly_one_winner()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var token = await IssueAsync(host, (await host.AddUserAsync()).Id);
        var uses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => UseAsync(host, token))));
        Assert.Single(uses, used => used);
    }

    [Fact]
    public async Task A_use_that_was_rolled_back_was_none()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var token = await IssueAsync(host, (await host.AddUserAsync()).Id);
        await using (var transaction = await host.Database.BeginAsync(Ct))
        {
            var links = host.Get<LinkStore>();
            Assert.True(await links.UseAsync(transaction, host.Environment, token, LinkPurpose.ResetPassword, Ct));
        }

        Assert.True(await UseAsync(host, token));
    }

    [Fact]
    public async Task Cancelling_ends_the_links_of_one_user_and_purpose()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var ada = (await host.AddUserAsync()).Id;
        var other = (await host.AddUserAsync("other@example.com")).Id;
        var (first, second, others) = (await IssueAsync(host, ada), await IssueAsync(host, ada), await IssueAsync(host, other));
        await host.Get<LinkStore>().CancelAsync(host.Database, host.Environment, ada, LinkPurpose.VerifyEmail, Ct);
        Assert.True(await UseAsync(host, first));
        await host.Get<LinkStore>().CancelAsync(host.Database, host.Environment, ada, LinkPurpose.ResetPassword, Ct);
        Assert.False(await UseAsync(host, second));
        Assert.True(await UseAsync(host, others));
    }

    [Fact]
    public async Task Expired_links_are_swept_and_live_ones_are_not()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var token = await IssueAsync(host, (await host.AddUserAsync()).Id);
        await LinkStore.PurgeAsync(host.Database, host.Clock.GetUtcNow(), Ct);
        Assert.True(await UseAsync(host, token));
        Assert.True(await LinkStore.PurgeAsync(host.Database, host.Clock.GetUtcNow().AddHours(2), Ct) > 0);
    }

    private static Task<bool> UseAsync(PeopleHost host, string token) =>
        host.Get<LinkStore>().UseAsync(host.Database, host.Environment, token, LinkPurpose.ResetPassword, Ct);

    private static async Task<string> IssueAsync(PeopleHost host, UserId user)
    {
        var email = EmailAddress.Trusted(PeopleHost.Email);
        var token = await host.Get<LinkStore>().IssueAsync(
            host.Database, host.Environment, user, email, LinkPurpose.ResetPassword, Ct);
        return token.Text;
    }
}
