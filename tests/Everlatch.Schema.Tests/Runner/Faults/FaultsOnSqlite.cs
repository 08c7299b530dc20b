using Everlatch.Schema.Runner;
using Microsoft.Data.Sqlite;

namespace Everlatch.Schema.Tests.Runner.Faults;

public sealed class FaultsOnSqlite : FaultSuite<OnSqlite>
{
    [Fact]
    public async Task A_file_that_may_only_be_read_is_named()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        var readOnly = scratch.Database.With(new KeyValuePair<string, string>("Mode", "ReadOnly"));
        await build.FailAsync(readOnly, "EL1836");
        Assert.IsType<ApplyOutcome.NothingPending>(
            await build.Until(SchemaEngine.Sqlite, "0.1.0", Steps[0].Step).ApplyAsync(readOnly));
        await RequireWholeAsync(build, scratch);
    }

    [Fact]
    public async Task A_full_disk_is_named()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        var pages =
            int.Parse((await scratch.QueryAsync("pragma page_count"))[0]!, System.Globalization.CultureInfo.InvariantCulture);
        var full = new SchemaDatabase(SchemaEngine.Sqlite, new SmallDisk(pages), scratch.Database.ConnectionString);
        await build.FailAsync(full, "EL1838");
        await RequireWholeAsync(build, scratch);
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_no_database_is_named()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        await build.FailAsync(
            scratch.Database.With(new KeyValuePair<string, string>("Data Source", "/nowhere/at/all.db")), "EL1839");
        var text = Path.Combine(Path.GetDirectoryName(scratch.Session.DataSource)!, "text.db");
        await File.WriteAllTextAsync(text, new string('x', 5000), Ct);
        await build.FailAsync(scratch.Database.With(new KeyValuePair<string, string>("Data Source", text)), "EL1839");
    }

    [Fact]
    public async Task A_lock_file_that_is_removed_meanwhile_fails_the_run()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        var removing = new Heard(happened =>
        {
            if (happened is ApplyEvent.StepBegun)
            {
                File.Delete(scratch.Session.DataSource + ".schema-lock");
            }
        });
        var failed = Assert.IsType<ApplyOutcome.Failed>(await build.ApplyAsync(scratch.Database, progress: removing));
        Assert.Equal("EL1831", failed.Fault.Id);
        Assert.IsType<ApplyOutcome.NothingPending>(await build.ApplyAsync(scratch.Database));
    }

    [Fact]
    public async Task A_table_that_is_made_anew_keeps_the_rows_that_point_to_it()
    {
        (string, string)[] steps =
        [
            ("0001_people.expand",
                """
                create table people (id text primary key, name text);
                create table visits (id integer primary key, person text not null references people (id) on delete cascade)
                """),
            ("0002_names.contract",
                """
                create table people_new (id text primary key, name text not null);
                insert into people_new select * from people;
                drop table people;
                alter table people_new rename to people
                """),
        ];
        var build = await TestBuild.OfAsync<OnSqlite>(steps);
        await using var scratch = await Scratch.CreateAsync<OnSqlite>();
        await build.Until(SchemaEngine.Sqlite, "0.1.0", steps[0].Item1).ApplyAllAsync(scratch.Database);
        await scratch.ExecuteAsync("insert into people values ('a', 'Ada')", "insert into visits values (1, 'a')");
        var losing = build.Mended(
            SchemaEngine.Sqlite,
            "Migrations/sqlite/0002_names.contract.sql",
            steps[1].Item2.Replace("from people;", "from people where id <> 'a';", StringComparison.Ordinal));
        var failed = await losing.FailAsync(scratch.Database, "EL1840", new ApplyOptions { Contract = true });
        Assert.Contains(
            "a row of visits points to a row of people that is not there", failed.Fault.Message, StringComparison.Ordinal);
        await build.ApplyAllAsync(scratch.Database, new ApplyOptions { Contract = true });
        Assert.Equal(["1"], await scratch.QueryAsync("select count(*) from visits"));
    }

    private sealed class SmallDisk(int pages) : System.Data.Common.DbProviderFactory
    {
        public override System.Data.Common.DbConnection CreateConnection() => new SmallConnection(pages);
    }

    // SQLite itself says that the disk is full when the file may not grow.
    private sealed class SmallConnection(int pages) : SqliteConnection
    {
        public override void Open()
        {
            base.Open();
            using var limit = CreateCommand();
            limit.CommandText = $"pragma max_page_count = {pages}";
            limit.ExecuteNonQuery();
        }
    }
}
