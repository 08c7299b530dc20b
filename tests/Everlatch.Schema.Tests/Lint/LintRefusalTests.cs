namespace Everlatch.Schema.Tests.Lint;

/// <summary>What cannot be measured on PostgreSQL is refused, and never guessed.</summary>
public sealed class LintRefusalTests(LintLab lab) : IClassFixture<LintLab>
{
    private const string NoTransaction = "-- schema: no-transaction\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("create database elsewhere")]
    [InlineData("alter system set work_mem = '1MB'")]
    [InlineData("create tablespace elsewhere location '/nowhere'")]
    public async Task An_unknown_command_that_runs_in_no_transaction_is_refused(string sql)
    {
        Assert.Equal("EL1862", await IdAsync(sql));
        Assert.Equal("EL1862", await IdAsync(NoTransaction + sql));
    }

    [Theory]
    [InlineData("alter role current_user set work_mem = '1MB'")]
    [InlineData("do $$ begin execute format('alter database %I set work_mem = 4096', current_database()); end $$")]
    [InlineData("create role everlatch_of_a_migration")]
    public async Task What_all_databases_share_is_refused(string sql)
    {
        Assert.Equal("EL1862", await IdAsync(sql));
        Assert.Equal("EL1862", await IdAsync(NoTransaction + sql));
    }

    [Theory]
    [InlineData("grant select on users to public")]
    [InlineData("comment on table users is 'people'")]
    [InlineData("alter default privileges grant select on tables to public")]
    public async Task What_only_this_database_has_is_not(string sql) =>
        Assert.Empty((await lab.TryAsync(sql, "expand", Ct)).Findings);

    [Theory]
    [InlineData("vacuum users", "VACUUM")]
    [InlineData("create index concurrently if not exists users_by_seen on users (seen_at)", "CREATE INDEX CONCURRENTLY")]
    [InlineData("drop index concurrently if exists users_by_name", "DROP INDEX CONCURRENTLY")]
    [InlineData("reindex table concurrently users", "REINDEX CONCURRENTLY")]
    [InlineData("reindex schema public", "REINDEX SCHEMA")]
    [InlineData("alter table events detach partition events_2024 concurrently", "ALTER TABLE ... DETACH CONCURRENTLY")]
    [InlineData("call fill_in_batches()", "DO or CALL with COMMIT")]
    public async Task A_known_one_is_named_as_the_engine_names_it_and_wants_a_file_of_its_own(string sql, string name)
    {
        Assert.Equal("EL1861", await IdAsync(sql));
        var report = await lab.TryAsync(NoTransaction + sql, "expand", Ct);
        Assert.Contains(
            Assert.Single(Assert.Single(report.Files).Statements).Measured,
            line => line.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_search_path_is_refused_and_a_qualified_name_is_not()
    {
        Assert.Equal("EL1865", await IdAsync("set search_path = other; alter table things add column size bigint"));
        Assert.Empty((await lab.TryAsync("alter table other.things add column size bigint", "expand", Ct)).Findings);
    }

    [Fact]
    public async Task A_server_that_counts_no_scans_is_refused()
    {
        await using var scratch = await Scratch.CreateAsync<OnPostgres>(
            "do $$ begin execute format('alter database %I set track_counts = off', current_database()); end $$;");

        var fault = await Assert.ThrowsAsync<SchemaException>(
            () => SchemaEngine.Postgres.BeginExperimentAsync(scratch.Database, new HashSet<string>(), Ct));

        Assert.Equal("EL1863", fault.Id);
    }

    [Fact]
    public async Task A_finding_stands_at_the_statement_that_does_it()
    {
        const string Sql =
            """
            alter type mood rename value 'happy' to 'glad';
            alter type mood add value 'cheerful';
            alter schema other rename to another;

            select 1;
            """;

        var findings = (await lab.TryAsync(Sql, "expand", Ct)).Findings;

        Assert.Equal(
            [("enum-value-renamed", 1), ("schema-renamed", 3), ("table-renamed", 3)],
            findings.Select(finding => (finding.Rule, finding.Line)).Distinct().Order());
    }

    private async Task<string> IdAsync(string sql) =>
        (await Assert.ThrowsAsync<SchemaException>(() => lab.TryAsync(sql, "expand", Ct))).Id;
}
