using System.Data.Common;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner;
using Everlatch.Schema.Shadows;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>
/// Proves on a copy of a database's schema that after the pending steps every statement of this build and of every
/// release that is kept goes on working. The engine prepares each; what it cannot see that way is looked for in
/// the difference of the catalogs.
/// </summary>
/// <param name="source">The build.</param>
/// <param name="target">The database. It is only read, and its rows are not looked at.</param>
/// <param name="contract">Whether contract steps are among those that are run; as for a run of the migrations.</param>
public sealed class ProveStatements(SchemaSource source, SchemaDatabase target, bool contract = false)
{
    private SchemaEngine Engine => target.Engine;

    /// <summary>Does it.</summary>
    /// <exception cref="SchemaException">A file is malformed, a pending step fails, or no copy can be made.</exception>
    public async Task<ProofReport> RunAsync(CancellationToken ct)
    {
        var migrations = source.MigrationsOf(Engine);
        var released = source.ReleasedContractsOf(Engine).ToDictionary(c => c.Release, StringComparer.Ordinal);
        CheckReleased.Run(migrations, released.Values, Engine);
        var plan = await SchemaPlan.OfFilesAsync(source, target, new ApplyOptions { Contract = contract }, ct);

        await using var shadow = await ShadowDatabase.CopyAsync(target, ct);
        await using var session = await shadow.Database.OpenAsync(ct);
        var live = await SchemaFacts.ReadAsync(Engine, session, ct);
        await ShadowSteps.ApplyAsync(shadow.Database, plan.Steps.Select(step => step.Migration), ct);
        var after = await SchemaFacts.ReadAsync(Engine, session, ct);

        var own = Contract();
        var prove = new ProveRelease(Engine, session, after, migrations.ToDictionary(m => m.Step, StringComparer.Ordinal), own);
        var (releases, failures) = (new List<ProvenRelease>(), new List<ProofFailure>());
        foreach (var release in source.ReleasedStatementsOf(Engine))
        {
            var made = released.GetValueOrDefault(release.Release);
            var steps = made?.Steps.Select(step => step.Step).ToHashSet(StringComparer.Ordinal);
            await AddAsync(release, made, [.. migrations.Where(m => steps?.Contains(m.Step) == true)]);
        }

        await AddAsync(new ReleasedStatements(source.Release, source.StatementsOf(Engine)), own, migrations);
        return new ProofReport
        {
            Steps = [.. plan.Steps.Select(step => step.Step)],
            Releases = releases,
            Failures = [.. failures.Where(f => f.AcceptedBecause is null)],
            Accepted = [.. failures.Where(f => f.AcceptedBecause is not null)],
        };

        async Task AddAsync(ReleasedStatements release, SchemaContract? made, IReadOnlyList<Migration> steps)
        {
            // A release without a contract was written for what is there; of one with, often enough it is there.
            var before = steps.Count == 0 ? live
                : new[] { live, after }.FirstOrDefault(facts => facts.Catalog.Digest == made?.Full.Digest)
                    ?? await MadeByAsync(steps, ct);
            releases.Add(new ProvenRelease(release.Release, release.Manifest.Statements.Count));
            failures.AddRange(await prove.RunAsync(release, before, ct));
        }
    }

    // What a release was written for, made by its steps on the same server: the same version writes the same words.
    private async Task<SchemaFacts> MadeByAsync(IReadOnlyList<Migration> steps, CancellationToken ct)
    {
        await using var shadow = await ShadowDatabase.CreateAsync(target, ct);
        await ShadowSteps.ApplyAsync(shadow.Database, steps, ct);
        await using var session = await shadow.Database.OpenAsync(ct);
        return await SchemaFacts.ReadAsync(Engine, session, ct);
    }

    private SchemaContract? Contract() =>
        source.Files.Find($"Contracts/{Engine}.contract") is null ? null : source.ContractOf(Engine);
}
