using Everlatch.Schema.Runner;
using Everlatch.Schema.Tests.Runner;

namespace Everlatch.Schema.Tests.Gate;

/// <summary>A server is known to contract steps whether it may write the register or not, and says so when it may not.</summary>
public abstract class HeartbeatSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static readonly ApplyOptions Contract = new() { Contract = true, Kept = [] };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_registers_is_named_and_says_so()
    {
        var (first, second, scratch) = await StartAsync();
        await using var _ = scratch;
        await using (var server = await GateServer.StartAsync(first, scratch.Database))
        {
            var report = await server.UntilAsync(report => report.Bool("registered") == true);
            Assert.Equal(first.Source.CheckedContractOf(TEngine.Engine).Digest, report.Text("contract"));
            Assert.Equal(GateServer.Build, report.Text("build"));
            Assert.Equal(1, server.Metric());
            Assert.DoesNotContain(server.Log, line => line.Contains("register", StringComparison.Ordinal));
            Assert.Equal(["web-7"], await NeededByAsync(second, scratch));
        }

        Assert.Empty(await scratch.QueryAsync("select instance from schema_servers"));
        await second.ApplyAllAsync(scratch.Database, Contract);
    }

    [Fact]
    public async Task One_that_cannot_register_is_named_all_the_same_and_says_so_loudly()
    {
        var (first, second, scratch) = await StartAsync();
        await using var _ = scratch;
        await scratch.ExecuteAsync("drop table schema_servers");
        await using (var server = await GateServer.StartAsync(first, scratch.Database))
        {
            var report = await server.UntilAsync(report => report.Bool("registered") == false);
            Assert.True(report.Bool("ready"));
            Assert.Contains("EL1875", report.Text("unregistered_because"), StringComparison.Ordinal);
            Assert.Equal(0, server.Metric());
            await server.UntilLoggedAsync("may not write the register");
            Assert.Equal(["web-7"], await NeededByAsync(second, scratch));

            // That run has made the register: from its next beat on the server stands there.
            await server.UntilAsync(report => report.Bool("registered") == true);
            Assert.Equal(["web-7"], await NeededByAsync(second, scratch));
        }

        await second.ApplyAllAsync(scratch.Database, Contract);
    }

    [Fact]
    public async Task Of_one_whose_contract_nobody_has_no_step_is_believed_to_be_safe()
    {
        var (_, second, scratch) = await StartAsync();
        await using var _ = scratch;
        var unknown = await TestBuild.OfAsync<TEngine>(
            "0.9.0", ("0001_people.expand", "create table people (id text primary key, nick text)"));
        await scratch.ExecuteAsync(
            "drop table schema_servers", "drop table schema_contracts", "alter table people add column extra text");
        var stranger = await TestBuild.OfAsync<TEngine>(
            "0.9.0", ("0001_people.expand", "create table people (id text primary key, extra text)"));

        // It speaks once, and not again when that run has made the register.
        await using (var server = await GateServer.StartAsync(stranger, scratch.Database, ServerRegister.LongestBeat))
        {
            await server.UntilAsync(report => report.Bool("registered") == false);
            var failed = await second.FailAsync(scratch.Database, "EL1847", Contract);
            Assert.Contains("web-7 of release 0.9.0", failed.Fault.Message, StringComparison.Ordinal);
            Assert.NotNull((await scratch.ReadCatalogAsync()).Column("people", "nick"));
        }

        // Of the same needs under another name the contract is had.
        await scratch.ExecuteAsync("drop table schema_servers", "drop table schema_contracts");
        await using (var server = await GateServer.StartAsync(unknown, scratch.Database))
        {
            await server.UntilAsync(report => report.Bool("registered") == false);
            Assert.Equal(["web-7"], await NeededByAsync(second, scratch));
        }
    }

    /// <summary>Who a run of contract steps is refused for.</summary>
    protected static async Task<IEnumerable<string>> NeededByAsync(TestBuild second, Scratch scratch) =>
        Assert.IsType<ApplyOutcome.Refused>(await second.ApplyAsync(scratch.Database, Contract)).By.Select(needed => needed.Who);

    /// <summary>Two releases, and a database that has the first.</summary>
    protected static async Task<(TestBuild First, TestBuild Second, Scratch Scratch)> StartAsync()
    {
        var first = await TestBuild.OfAsync<TEngine>(
            "1.0.0", ("0001_people.expand", "create table people (id text primary key, nick text)"));
        var second = await TestBuild.AfterAsync<TEngine>(
            first, "2.0.0", ("0002_no_nick.contract", "alter table people drop column nick"));
        var scratch = await Scratch.CreateAsync<TEngine>();
        await first.ApplyAllAsync(scratch.Database);
        return (first, second, scratch);
    }
}

public sealed class HeartbeatOnPostgres : HeartbeatSuite<OnPostgres>
{
    [Fact]
    public async Task One_whose_role_may_not_write_the_register_is_named()
    {
        var (first, second, scratch) = await StartAsync();
        await using var _ = scratch;
        await using var role = await TestRole.CreateAsync("");
        var database = scratch.Database.With(
            new KeyValuePair<string, string>("Username", role.Name),
            new KeyValuePair<string, string>("Password", TestRole.Password));
        await using var server = await GateServer.StartAsync(first, database);
        var report = await server.UntilAsync(report => report.Bool("registered") == false);
        Assert.Contains("EL1837", report.Text("unregistered_because"), StringComparison.Ordinal);
        Assert.Equal(["web-7"], await NeededByAsync(second, scratch));
    }
}

public sealed class HeartbeatOnSqlite : HeartbeatSuite<OnSqlite>;
