using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Audit;

public abstract class AuditSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_read_as_it_was_recorded()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = Id.New<UserId>(host.Clock);
        var tenant = Id.New<TenantId>(host.Clock);
        await RecordAsync(host, "thing.done", user, tenant);
        var read = Assert.Single(await host.AuditAsync());
        Assert.Equal(("thing.done", "done"), (read.Kind, read.Outcome));
        Assert.Equal(("usr_actor", "target", "192.0.2.9"), (read.Actor, read.Target, read.Address));
        Assert.Equal((user, tenant, host.Clock.GetUtcNow()), (read.User, read.Tenant, read.At));
        Assert.Equal("name", read.Details["fields"]);
    }

    [Fact]
    public async Task An_act_that_was_rolled_back_leaves_no_trace()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await using (var transaction = await host.Database.BeginAsync(Ct))
        {
            await host.Get<AuditTrail>().RecordAsync(transaction, EventOf(host, "thing.done"), Ct);
        }

        Assert.Empty(await host.AuditAsync());
    }

    [Fact]
    public async Task A_search_narrows_by_kind_user_tenant_and_time()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = Id.New<UserId>(host.Clock);
        var tenant = Id.New<TenantId>(host.Clock);
        await RecordAsync(host, "one.done", user, null);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync(host, "two.done", null, tenant);
        Assert.Equal(["one.done"], await KindsAsync(host, new AuditFilter { Kind = "one.done" }));
        Assert.Equal(["one.done"], await KindsAsync(host, new AuditFilter { User = user }));
        Assert.Equal(["two.done"], await KindsAsync(host, new AuditFilter { Tenant = tenant }));
        Assert.Equal(["two.done"], await KindsAsync(host, new AuditFilter { From = host.Clock.GetUtcNow() }));
        Assert.Equal(["one.done"], await KindsAsync(host, new AuditFilter { To = host.Clock.GetUtcNow() }));
        Assert.Equal(["two.done", "one.done"], await KindsAsync(host, new AuditFilter()));
    }

    [Fact]
    public async Task Pages_go_from_new_to_old_and_stay_in_their_environment()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await using var other = await PeopleHost.StartAsync(db);
        await RecordAsync(other, "foreign.done");
        for (var i = 0; i < 5; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await RecordAsync(host, $"act.{i}");
        }

        var search = host.Get<SearchAudit>();
        var first = await search.RunAsync(host.Environment, new AuditFilter(), 3, null, Ct);
        Assert.Equal(["act.4", "act.3", "act.2"], first.Items.Select(item => item.Kind));
        var second = await search.RunAsync(host.Environment, new AuditFilter(), 3, AuditEventId.Trusted(first.Next!), Ct);
        Assert.Equal(["act.1", "act.0"], second.Items.Select(item => item.Kind));
        Assert.Null(second.Next);
    }

    private static async Task<IEnumerable<string>> KindsAsync(PeopleHost host, AuditFilter filter) =>
        (await host.Get<SearchAudit>().RunAsync(host.Environment, filter, 10, null, Ct)).Items.Select(item => item.Kind);

    private static Task RecordAsync(PeopleHost host, string kind, UserId? user = null, TenantId? tenant = null) =>
        host.Get<AuditTrail>().RecordAsync(host.Database, EventOf(host, kind) with { User = user, Tenant = tenant }, Ct);

    private static AuditEvent EventOf(PeopleHost host, string kind) => new()
    {
        Environment = host.Environment,
        Kind = kind,
        Actor = new AuditActor("usr_actor", "192.0.2.9"),
        Target = "target",
        Details = AuditEvent.NoDetails.Add("fields", "name"),
    };
}
