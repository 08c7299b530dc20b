using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner.Plans;

public sealed class StalePlanTests
{
    [Fact]
    public async Task A_contract_of_other_files_is_refused_before_anything_is_listed()
    {
        var build = await TestBuild.OfAsync<OnSqlite>(("0001_people.expand", "create table people (id text primary key)"));
        await using var scratch = await Scratch.CreateAsync<OnSqlite>();
        await build.ApplyAllAsync(scratch.Database);
        var stale = build.With("Migrations/sqlite/0002_mails.expand.sql", "create table mails (id text primary key)");
        var ct = TestContext.Current.CancellationToken;
        var refused = await Assert.ThrowsAsync<SchemaException>(
            () => SchemaPlan.OfAsync(stale.Source, scratch.Database, new ApplyOptions(), ct));
        Assert.Equal("EL1843", refused.Id);
        await stale.FailAsync(scratch.Database, "EL1843");
        Assert.True((await SchemaPlan.OfAsync(build.Source, scratch.Database, new ApplyOptions(), ct)).IsEmpty);
    }
}
