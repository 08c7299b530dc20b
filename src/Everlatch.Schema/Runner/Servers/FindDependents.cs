using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Runner.Servers;

/// <summary>Finds everybody who needs another schema than this build: servers that live, and releases that are kept.</summary>
/// <remarks>
/// Every row of the register counts, however old: <see cref="WatchSilent" /> takes the dead out. A server that may not write
/// there shows a sign instead.
/// </remarks>
internal static class FindDependents
{
    private const string KeptWord = "kept release";

    /// <summary>All of them, each release once for a server.</summary>
    /// <exception cref="SchemaException">A release to keep is unknown, or a living server did not say what it needs.</exception>
    public static async Task<IReadOnlyList<Dependent>> RunAsync(ApplyRun run, CancellationToken ct)
    {
        // The signs first: a server takes its own away when its row is there, so that one place or the other tells of it.
        var signs = await run.Rules.FindSignsAsync(run.Connection, ct);
        var rows = await run.Connection.ListAsync(
            $"""
            select s.instance, s.release, s.digest, c.needs from {OwnTables.Servers} s
            left join {OwnTables.Contracts} c on c.digest = s.digest and c.release = s.release order by s.instance
            """,
            [], Read, ct);
        var recorded = await run.Connection.ListAsync(
            $"select case kept when 0 then '' else '{KeptWord}' end, release, digest, needs from {OwnTables.Contracts}",
            [], Read, ct);
        var kept = recorded.Where(row => row.Who == KeptWord);
        var all = rows.Concat(kept).Where(row => row.Digest != run.Contract.Digest).Select(row => ContractOf(run, row)).ToList();
        all.AddRange(Named(run, recorded).Where(contract => contract.Digest != run.Contract.Digest)
            .Select(contract => new Dependent(KeptWord, contract)));
        foreach (var sign in signs)
        {
            // A session that a server has just given up may be seen a moment longer than its row is there.
            if (!sign.IsOf(run.Contract.Digest) && !rows.Any(row => sign == ServerSign.Of(row.Who, row.Release, row.Digest)))
            {
                all.Add(new Dependent(sign.Instance, ContractOf(run, sign, recorded)));
            }
        }

        return all;
    }

    private static Row Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3));

    private static Dependent ContractOf(ApplyRun run, Row row)
    {
        var needs = row.Needs ?? throw RunFaults.UnknownNeeds(row.Who, row.Release);
        return new Dependent(row.Who, NeedsText.Read(run.Engine.Name, row.Release, needs));
    }

    // It could not send its contract. Another server of its release may have, or this build keeps that release's.
    private static SchemaContract ContractOf(ApplyRun run, ServerSign sign, IReadOnlyList<Row> recorded) =>
        recorded.FirstOrDefault(row => sign.IsOf(row.Digest)) is { } known
            ? ContractOf(run, known).Contract
            : run.Source.ReleasedContractsOf(run.Engine).FirstOrDefault(contract => sign.IsOf(contract.Digest))
                ?? throw RunFaults.UnknownNeeds(sign.Instance, sign.Release);

    // Those that the caller names, by the build's files and by the database, which may know of another build with the same name;
    // without a word, the release before this one: a rollback goes there.
    private static IEnumerable<SchemaContract> Named(ApplyRun run, IReadOnlyList<Row> recorded)
    {
        var released = run.Source.ReleasedContractsOf(run.Engine);
        if (run.Options.Kept is { } names)
        {
            return released.Where(contract => names.Contains(contract.Release))
                .Concat(recorded.Where(row => names.Contains(row.Release)).Select(row => ContractOf(run, row).Contract))
                .DistinctBy(contract => contract.Digest);
        }

        return released.Where(contract => ReleaseOrder.Instance.Compare(contract.Release, run.Source.Release) < 0).TakeLast(1);
    }

    private sealed record Row(string Who, string Release, string Digest, string? Needs);
}
