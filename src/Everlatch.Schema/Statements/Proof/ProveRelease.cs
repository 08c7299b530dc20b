using System.Data.Common;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>Tries every statement of one release on a schema.</summary>
/// <param name="engine">The engine.</param>
/// <param name="session">A session with the schema.</param>
/// <param name="after">What the schema is.</param>
/// <param name="migrations">The steps of this build, by name.</param>
/// <param name="contract">Says which step made what; null when there is no contract yet.</param>
internal sealed class ProveRelease(
    SchemaEngine engine, DbConnection session, SchemaFacts after, IReadOnlyDictionary<string, Migration> migrations,
    SchemaContract? contract)
{
    /// <summary>What would fail, the accepted among it.</summary>
    /// <param name="release">The release and its statements.</param>
    /// <param name="before">The schema that it was written for.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ProofFailure>> RunAsync(ReleasedStatements release, SchemaFacts before, CancellationToken ct)
    {
        var failures = new List<ProofFailure>();
        foreach (var statement in release.Manifest.Statements)
        {
            if (await engine.Statements.PrepareAsync(session, statement, ct) is { } refusal)
            {
                failures.Add(
                    new ProofFailure(release.Release, statement.Name, ProofFailure.Prepare, refusal.State, refusal.Message));
            }
            else
            {
                await AddAsync(failures, release.Release, statement, before, ct);
            }
        }

        return failures;
    }

    private async Task AddAsync(
        List<ProofFailure> failures, string release, ManifestStatement statement, SchemaFacts before, CancellationToken ct)
    {
        foreach (var table in statement.Tables.Where(table => before.Catalog.Table(table.Name) is not null))
        {
            foreach (var rule in ProofRules.All)
            {
                await foreach (var hit in rule.FindAsync(new ProofCase(table, before, after, engine.Statements, session), ct))
                {
                    failures.Add(Failure(release, statement, rule, hit));
                }
            }
        }
    }

    private ProofFailure Failure(string release, ManifestStatement statement, ProofRule rule, ProofHit hit)
    {
        var step = contract?.OriginOf(hit.Object);
        return new ProofFailure(release, statement.Name, rule.Name, rule.State, hit.Message)
        {
            Changed = hit.Object.Key,
            Step = step,
            AcceptedBecause = rule.MayBeAccepted && step is not null && migrations.TryGetValue(step, out var migration)
                ? migration.Options.Exceptions.FirstOrDefault(e => e.Rule == rule.Name)?.Reason
                : null,
        };
    }
}
