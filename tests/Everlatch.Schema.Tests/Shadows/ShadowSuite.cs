using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Shadows;

namespace Everlatch.Schema.Tests.Shadows;

/// <summary>A scratch database has the target's schema, and leaves nothing behind.</summary>
public abstract class ShadowSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_one_is_empty_and_none_of_the_target_s()
    {
        await using var target = await Scratch.CreateAsync<TEngine>("create table t (a text)");
        await using var shadow = await ShadowDatabase.CreateAsync(target.Database, Ct);
        await using var session = await shadow.Database.OpenAsync(Ct);
        Assert.Empty((await ReadAsync(session)).Objects);

        await session.ExecuteAsync("create table other (a text)", Ct);
        Assert.Null((await target.ReadCatalogAsync()).Table("other"));
    }

    [Fact]
    public async Task A_copy_has_the_schema_and_no_rows()
    {
        await using var target = await Scratch.CreateAsync<TEngine>(
            "create table t (a text primary key check (a <> ''), b text default 'x' not null references t (a))",
            "create index i on t (b) where a > 'm'", "create view z as select a from t", "create view a as select a from z",
            "insert into t values ('a', 'a')");
        await using var shadow = await ShadowDatabase.CopyAsync(target.Database, Ct);
        await using var session = await shadow.Database.OpenAsync(Ct);
        Assert.Empty((await target.ReadCatalogAsync()).ChangesTo(await ReadAsync(session)));
        Assert.Empty(await session.QueryAsync("select a from t", r => r.GetString(0), Ct));
    }

    [Fact]
    public async Task A_schema_that_cannot_be_made_is_refused_with_what_differs()
    {
        await using var target = await Scratch.CreateAsync<TEngine>();
        var impossible =
            new Catalog([new CatalogTable("t"), new CatalogIndex("nowhere", "i", "a", "create index i on nowhere (a)")]);
        var fault = await Assert.ThrowsAsync<SchemaException>(() => ShadowDatabase.WithAsync(target.Database, impossible, Ct));
        Assert.Equal("EL1823", fault.Id);
        Assert.Contains("+ index i table=nowhere", fault.Message, StringComparison.Ordinal);
        Assert.Contains("The engine said: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_left_when_it_is_disposed_of()
    {
        await using var target = await Scratch.CreateAsync<TEngine>();
        var shadow = await ShadowDatabase.CreateAsync(target.Database, Ct);
        await using var session = await shadow.Database.OpenAsync(Ct);
        await session.ExecuteAsync("create table t (a text)", Ct);
        await shadow.DisposeAsync();
        await AssertGoneAsync(shadow.Database);
    }

    [Fact]
    public async Task Nothing_is_left_when_the_schema_cannot_be_made()
    {
        await using var target = await Scratch.CreateAsync<TEngine>();
        var before = await ShadowsAsync(target);
        var impossible = new Catalog([new CatalogIndex("nowhere", "i", "a", "create index i on nowhere (a)")]);
        await Assert.ThrowsAsync<SchemaException>(() => ShadowDatabase.WithAsync(target.Database, impossible, Ct));

        // Those of tests beside this one go by themselves; one that was left stays.
        var left = (await ShadowsAsync(target)).Except(before).ToList();
        for (var look = 0; left.Count > 0 && look < 300; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Ct);
            left = [.. left.Intersect(await ShadowsAsync(target))];
        }

        Assert.Empty(left);
    }

    /// <summary>All scratch databases that there are now.</summary>
    protected abstract Task<IReadOnlyList<string>> ShadowsAsync(Scratch target);

    /// <summary>Fails unless it cannot be opened any more.</summary>
    protected abstract Task AssertGoneAsync(SchemaDatabase shadow);

    private static Task<Catalog> ReadAsync(DbConnection session) => TEngine.Engine.ReadCatalogAsync(session, Ct);
}
