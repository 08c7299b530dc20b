using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Gate;
using Everlatch.Schema.Runner;
using Everlatch.Schema.Tests.Gate;
using Everlatch.Schema.Tests.Runner;

namespace Everlatch.Schema.Tests.Looks;

/// <summary>Whoever only looks at a database does not wait for ever behind a lock, and claims to know nothing then.</summary>
public abstract class LockedLookSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Statements that keep everybody else out, until a rollback.</summary>
    protected abstract IEnumerable<string> Hold { get; }

    /// <summary>What the fault says of it.</summary>
    protected abstract string Seen { get; }

    [Fact]
    public async Task A_server_that_starts_behind_the_lock_is_not_ready_and_says_why_and_is_ready_when_it_is_gone()
    {
        var build = await TestBuild.OfAsync<TEngine>(("0001_people.expand", "create table people (id text primary key)"));
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        await build.ApplyAllAsync(scratch.Database);
        await using var holder = await HoldAsync(scratch);
        await using var server = await GateServer.StartAsync(build, scratch.Database, patience: Short);
        var report = await server.UntilAsync(report => report.Json.TryGetProperty("error", out _));
        Assert.Equal(("EL1876", false), (report.Text("error"), report.Bool("ready")));
        Assert.Contains(Seen, report.Text("because"), StringComparison.Ordinal);

        await holder.ExecuteAsync("rollback", Ct);
        await server.UntilAsync(report => report.Bool("ready") == true);
    }

    [Fact]
    public async Task Each_look_ends_in_time_with_its_own_id_and_goes_on_when_the_lock_is_gone()
    {
        var build = await TestBuild.OfAsync<TEngine>(
            ("0001_people.expand", "create table people (id text primary key)"),
            ("0002_names.expand", "create view names as select id from people"));
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        await build.ApplyAllAsync(scratch.Database);
        var database = scratch.Database.Within(Short);
        var contract = build.Source.ContractOf(TEngine.Engine);
        Func<Task>[] looks =
        [
            () => CheckSchema.RunAsync(contract, database, Ct),
            () => SchemaPlan.OfAsync(build.Source, database, new ApplyOptions(), Ct),
            () => LiveCatalog.ReadAsync(database, Ct),
            () => Ledger.HistoryAsync(database, Ct),
            () => LivingServer.AllAsync(database, Ct),
        ];
        await using (await HoldAsync(scratch))
        {
            foreach (var look in looks)
            {
                var fault = await Assert.ThrowsAsync<SchemaException>(look);
                Assert.Equal("EL1876", fault.Id);
                Assert.True(fault.Message.Contains(Seen, StringComparison.Ordinal), fault.Message);
            }
        }

        foreach (var look in looks)
        {
            await look();
        }
    }

    private async Task<DbConnection> HoldAsync(Scratch scratch)
    {
        var holder = await scratch.Database.OpenAsync(Ct);
        foreach (var statement in Hold)
        {
            await holder.ExecuteAsync(statement, Ct);
        }

        return holder;
    }
}

public sealed class LockedLooksOnPostgres : LockedLookSuite<OnPostgres>
{
    protected override IEnumerable<string> Hold =>
    [
        "set application_name = 'a migration of somebody'", "begin", "alter table people add column extra text",
        "lock table schema_ledger, schema_servers in access exclusive mode",
    ];

    protected override string Seen => "(a migration of somebody), in a transaction for ";
}

public sealed class LockedLooksOnSqlite : LockedLookSuite<OnSqlite>
{
    protected override IEnumerable<string> Hold => ["begin exclusive"];

    protected override string Seen => "database is locked";
}
