using Everlatch.Schema.Runner;
using Everlatch.Schema.Tests.Gate;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Schema.Tests.Runner.Servers;

/// <summary>A server that reaches only a standby cannot be seen from the primary, and nobody takes that for nobody.</summary>
public sealed class StandbyServersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contract_steps_are_refused_while_a_standby_follows_unless_somebody_vouches()
    {
        await using var postgres = new OwnPostgres();
        await postgres.InitializeAsync();
        var primary = At(postgres.ConnectionString, null);
        var first = await TestBuild.OfAsync<OnPostgres>(
            "1.0.0", ("0001_people.expand", "create table people (id text primary key, nick text, alias text)"));
        var second = await TestBuild.AfterAsync<OnPostgres>(
            first, "2.0.0", ("0002_no_nick.contract", "alter table people drop column nick"));
        var third = await TestBuild.AfterAsync<OnPostgres>(
            second, "3.0.0", ("0003_no_alias.contract", "alter table people drop column alias"));
        await first.ApplyAllAsync(primary);

        // Nobody follows, and nobody is asked to vouch.
        Assert.IsType<ApplyOutcome.Applied>(await ApplyAsync(second, primary));

        await using var standby = await Standby.StartAsync(postgres.ConnectionString, Ct);
        await using (var server = await GateServer.StartAsync(second, At(postgres.ConnectionString, standby.Port)))
        {
            var report = await server.UntilAsync(report => report.Bool("registered") == false && report.Bool("ready") == true);
            Assert.Contains("EL1836", report.Text("unregistered_because"), StringComparison.Ordinal);
            Assert.Contains("No contract step sees it", report.Text("unregistered_because"), StringComparison.Ordinal);
            await server.UntilLoggedAsync("no contract step sees it");

            var refused = Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(third, primary));
            Assert.Equal((3, "0003_no_alias.contract"), (refused.ExitCode, refused.Step));
            var by = Assert.Single(refused.By);
            Assert.Equal("servers that reach only a standby", by.Who);
            Assert.Contains("--no-standby-servers", Assert.Single(by.Needs), StringComparison.Ordinal);
        }

        Assert.IsType<ApplyOutcome.Applied>(await ApplyAsync(third, primary, vouched: true));
    }

    [Fact]
    public async Task A_copy_that_is_taken_is_no_standby_and_one_that_follows_is_whoever_asks()
    {
        await using var postgres = new OwnPostgres();
        await postgres.InitializeAsync();
        var owner = At(postgres.ConnectionString, null);
        await using (var connection = await owner.OpenAsync(Ct))
        {
            await connection.ExecuteAsync("create role onlooker login password 'onlooker'", Ct);
        }

        var onlooker = At($"{postgres.ConnectionString};Username=onlooker;Password=onlooker", null);
        await using (Standby.CopySlowly(postgres.ConnectionString))
        {
            // The copy and the log beside it.
            await UntilAsync(owner, "select count(*) from pg_stat_replication", 2);
            Assert.Equal((0, 0), (await CountAsync(owner), await CountAsync(onlooker)));
        }

        await using var standby = await Standby.StartAsync(postgres.ConnectionString, Ct);
        await UntilAsync(owner, "select count(*) from pg_stat_replication where state = 'streaming'", 1);
        Assert.Equal((1, 1), (await CountAsync(owner), await CountAsync(onlooker)));
    }

    private static async Task<long> CountAsync(SchemaDatabase database)
    {
        await using var connection = await database.OpenAsync(Ct);
        return await SchemaEngine.Postgres.Runner.CountStandbysAsync(connection, Ct);
    }

    private static async Task UntilAsync(SchemaDatabase database, string sql, long expected)
    {
        await using var connection = await database.OpenAsync(Ct);
        while ((await connection.QueryAsync(sql, row => row.GetInt64(0), Ct))[0] != expected)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }
    }

    private static Task<ApplyOutcome> ApplyAsync(TestBuild build, SchemaDatabase database, bool vouched = false) =>
        new ApplyMigrations(
            build.Source, database, new ApplyOptions { Contract = true, Kept = [], NoStandbyServers = vouched },
            TimeProvider.System, new Heard()).RunAsync(Ct);

    private static SchemaDatabase At(string connectionString, int? port)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        address.Port = port ?? address.Port;
        return new SchemaDatabase(SchemaEngine.Postgres, NpgsqlFactory.Instance, address.ConnectionString);
    }
}
