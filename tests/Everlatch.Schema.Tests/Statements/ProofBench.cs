using Everlatch.Schema.Migrations;
using Everlatch.Schema.Statements;
using Everlatch.Schema.Statements.Proof;

namespace Everlatch.Schema.Tests.Statements;

/// <summary>The first release and a database that is at it, for all tests of an engine.</summary>
public sealed class ProofBench<TEngine> : IAsyncLifetime
    where TEngine : ISchemaTestEngine
{
    private Scratch? target;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal SchemaSource First { get; private set; } = null!;

    internal SchemaDatabase Target => target!.Database;

    public async ValueTask InitializeAsync()
    {
        var tables = SplitSql.Of(TestSource.Tables, "tables", TEngine.Engine).Select(s => s.Sql);
        target = await Scratch.CreateAsync<TEngine>([.. tables]);
        First = await TestSource.FirstAsync(Target, Ct);
    }

    public ValueTask DisposeAsync() => target!.DisposeAsync();

    /// <summary>Proves a release with these steps more.</summary>
    internal async Task<ProofReport> ProveAsync(
        IEnumerable<(string Step, string Sql)> steps, bool contract = false, IReadOnlyList<SchemaStatement>? statements = null)
    {
        var next = await TestSource.NextAsync(First, Target, steps, statements, Ct);
        return await new ProveStatements(next, Target, contract).RunAsync(Ct);
    }

    /// <summary>
    /// What the statements of the first release meet after one more expand step: <c>users.insert required-column; …</c>.
    /// </summary>
    internal async Task<string> BreaksAsync(string sql) => Text(await ProveAsync([("0002_next.expand", sql)]), "1.0.0");

    /// <summary>The failures of a release in one line.</summary>
    internal static string Text(ProofReport report, string release) => string.Join("; ", report.Failures
        .Where(f => f.Release == release)
        .Select(f => $"{f.Statement} {f.Rule}")
        .Distinct().Order(StringComparer.Ordinal));
}
