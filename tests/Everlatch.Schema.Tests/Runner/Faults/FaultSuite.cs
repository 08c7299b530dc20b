using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner.Faults;

/// <summary>Whatever is wrong with a database: a clear error with an id, and nothing half applied.</summary>
public abstract class FaultSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    /// <summary>The steps that the faults meet.</summary>
    protected static (string Step, string Sql)[] Steps { get; } =
    [
        ("0001_people.expand", "create table people (id text primary key, name text)"),
        ("0002_email.expand", "alter table people add column email text; create table mails (id text primary key)"),
    ];

    /// <summary>The test's patience.</summary>
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A build of both steps and a database that has the first.</summary>
    protected static async Task<(TestBuild Build, Scratch Scratch)> StartAsync()
    {
        var build = await TestBuild.OfAsync<TEngine>(Steps);
        var scratch = await Scratch.CreateAsync<TEngine>();
        await build.Until(TEngine.Engine, "0.1.0", Steps[0].Step).ApplyAllAsync(scratch.Database);
        return (build, scratch);
    }

    /// <summary>Nothing of the second step is there, and the next run on a database that is well does it.</summary>
    protected static async Task RequireWholeAsync(TestBuild build, Scratch scratch)
    {
        var catalog = await scratch.ReadCatalogAsync();
        Assert.Null(catalog.Column("people", "email"));
        Assert.Null(catalog.Table("mails"));
        Assert.DoesNotContain(
            await Ledger.HistoryAsync(scratch.Database, Ct), entry => entry.Step == Steps[1].Step && entry.IsDone);
        await build.ApplyAllAsync(scratch.Database);
        Assert.Equal(build.Source.ContractOf(TEngine.Engine).Full.Digest, (await scratch.ReadCatalogAsync()).Digest);
    }
}
