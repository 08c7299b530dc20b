using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Shadows;

namespace Everlatch.Schema.Runner.Servers;

/// <summary>
/// Asks everybody who relies on the schema whether it still fits them after a contract step: on a shadow before the step is
/// begun, and again while it holds its locks, since a step may wait for them for minutes in which servers start.
/// </summary>
internal sealed class ContractQuestion(ApplyRun run, Migration migration)
{
    // Digests of the contracts that were seen to survive the step.
    private readonly HashSet<string> agreed = new(StringComparer.Ordinal);

    /// <summary>How many of its statements an earlier run, or this one, has done: of a step without a transaction.</summary>
    public int Done { get; set; }

    /// <summary>Who still needs what the step takes away; empty when it may run.</summary>
    /// <exception cref="SchemaException">
    /// The step fails on the shadow, no shadow can be made, or nobody can tell what somebody needs.
    /// </exception>
    public async Task<IReadOnlyList<StillNeeded>> AskAsync(CancellationToken ct)
    {
        if (!run.Options.NoStandbyServers && await run.Rules.CountStandbysAsync(run.Connection, ct) is > 0 and var standbys)
        {
            return [Unseen(standbys)];
        }

        await WatchSilent.RunAsync(run, ct);
        return await TryAsync(await FindDependents.RunAsync(run, ct), ct);
    }

    /// <summary>Asks again of a step that has run and is not committed: what it made is there to be looked at.</summary>
    /// <exception cref="StillNeededException">Somebody needs what it took away.</exception>
    public async Task AskAgainAsync(Catalog before, Catalog after, CancellationToken ct) =>
        Require(NeededBy(await FindDependents.RunAsync(run, ct), before, after));

    /// <summary>Asks again before a statement that nobody can take back.</summary>
    /// <exception cref="StillNeededException">Somebody who came since needs what the step takes away.</exception>
    public async Task AskAgainAsync(CancellationToken ct)
    {
        var all = await FindDependents.RunAsync(run, ct);
        Require(await TryAsync([.. all.Where(dependent => !agreed.Contains(dependent.Contract.Digest))], ct));
    }

    private static StillNeeded Unseen(long standbys) => new(
        "servers that reach only a standby",
        "unknown",
        [
            $"nobody can tell: {standbys} {(standbys == 1 ? "standby follows" : "standbys follow")} this database, and such a "
                + "server can say nothing here; say --no-standby-servers when there is none",
        ]);

    private static void Require(IReadOnlyList<StillNeeded> needed)
    {
        if (needed.Count > 0)
        {
            throw new StillNeededException(needed);
        }
    }

    private async Task<IReadOnlyList<StillNeeded>> TryAsync(IReadOnlyList<Dependent> dependents, CancellationToken ct)
    {
        if (dependents.Count == 0)
        {
            return [];
        }

        var before = await run.Engine.ReadCatalogAsync(run.Connection, ct);
        var needed = NeededBy(dependents, before, await OnShadowAsync(ct));
        agreed.UnionWith(needed.Count == 0 ? dependents.Select(dependent => dependent.Contract.Digest) : []);
        return needed;
    }

    private async Task<Catalog> OnShadowAsync(CancellationToken ct)
    {
        await using var shadow = await ShadowDatabase.CopyAsync(run.Database, ct);
        await using var connection = await run.Rules.OpenAsync(shadow.Database, ct);
        foreach (var statement in migration.Statements.Skip(Done))
        {
            try
            {
                await connection.SendAsync(statement.Sql, ct);
            }
            catch (DbException e) when (run.Rules.Sort(e) is var kind && !MayBeDone(kind))
            {
                throw RunFaults.Of(kind, e, migration, statement);
            }
        }

        return await run.Engine.ReadCatalogAsync(connection, ct);
    }

    // Of a statement that an earlier run did and could not count.
    private bool MayBeDone(FaultKind kind) => !migration.Options.InTransaction && kind is FaultKind.Exists or FaultKind.Absent;

    private static List<StillNeeded> NeededBy(IReadOnlyList<Dependent> dependents, Catalog before, Catalog after) =>
    [
        .. dependents
            .Select(d => new StillNeeded(d.Who, d.Contract.Release, [.. Faults(d, after).Except(Faults(d, before))]))
            .Where(needed => needed.Needs.Count > 0),
    ];

    // What does not fit a release already is not the step's doing.
    private static IEnumerable<string> Faults(Dependent dependent, Catalog catalog)
    {
        var verdict = SchemaVerdict.Of(dependent.Contract, catalog, []);
        return verdict.Missing.Select(missing => missing.Needed.ToString())
            .Concat(verdict.Foreign.Select(foreign => $"{foreign.Found}: {foreign.Because}"));
    }
}
