using Everlatch.Schema.Contracts;
using Everlatch.Schema.Gate;
using Everlatch.Schema.Tests.Runner;

namespace Everlatch.Schema.Tests.Gate;

/// <summary>What a newer release has half done is its work; a row of a step that left nothing excuses nothing.</summary>
public abstract class HalfDoneSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("'running', null, '1'", true)]
    [InlineData("'failed', null, '1'", true)]
    [InlineData("'done', null, null", true)]
    [InlineData("'failed', null, '0'", false)]
    [InlineData("'failed', null, null", false)]
    [InlineData("'failed', 7, 'k7'", false)]
    [InlineData("'planned', null, null", false)]
    public async Task Only_what_left_something_behind_explains_a_unique_index(string stateWalkedCursor, bool isExplained)
    {
        var build = await TestBuild.OfAsync<TEngine>(
            "1.0.0", ("0001_people.expand", "create table people (id text primary key, mail text)"));
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        await build.ApplyAllAsync(scratch.Database);
        await scratch.ExecuteAsync(
            "create unique index people_mail on people (mail)",
            $"""
            insert into schema_ledger (step, sha256, phase, release, who, host, pid, started_at, state, walked, cursor)
            values ('0009_of_tomorrow.expand', 'x', 'expand', '2.0.0', 'w', 'h', 1, 1, {stateWalkedCursor})
            """);
        var verdict = await CheckSchema.RunAsync(build.Source.ContractOf(TEngine.Engine), scratch.Database, Ct);
        Assert.Equal(isExplained ? VerdictKind.Newer : VerdictKind.Foreign, verdict.Kind);
    }
}

public sealed class HalfDoneOnPostgres : HalfDoneSuite<OnPostgres>;

public sealed class HalfDoneOnSqlite : HalfDoneSuite<OnSqlite>;
