using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Runner.Servers;

/// <summary>Finds everybody who needs another schema than this build: servers that live, and releases that are kept.</summary>
internal static class FindDependents
{
    private static readonly string KeptWord = "kept release";

    /// <summary>All of them, each release once for a server.</summary>
    /// <exception cref="SchemaException">A release to keep is unknown, or a living server did not say what it needs.</exception>
    public static async Task<IReadOnlyList<Dependent>> RunAsync(ApplyRun run, CancellationToken ct)
    {
        var rows = await run.Connection.ListAsync(
            Living(run), [("alive", (long)ServerRegister.Alive.TotalMilliseconds)], Read, ct);
        var kept = await run.Connection.ListAsync(
            $"select '{KeptWord}', release, digest, needs from {OwnTables.Contracts} where kept <> 0", [], Read, ct);
        var all = rows.Concat(kept).Where(row => row.Digest != run.Contract.Digest).Select(row => ContractOf(run, row)).ToList();
        all.AddRange(Named(run, all).Where(contract => contract.Digest != run.Contract.Digest)
            .Select(contract => new Dependent(KeptWord, contract)));
        return all;
    }

    private static string Living(ApplyRun run) =>
        $"""
        select s.instance, s.release, s.digest, c.needs from {OwnTables.Servers} s
        left join {OwnTables.Contracts} c on c.digest = s.digest and c.release = s.release
        where s.seen_at >= {run.Rules.Now} - @alive order by s.instance
        """;

    private static Row Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3));

    private static Dependent ContractOf(ApplyRun run, Row row)
    {
        var needs = row.Needs ?? throw RunFaults.UnknownNeeds(row.Who, row.Release);
        return new Dependent(row.Who, NeedsText.Read(run.Engine.Name, row.Release, needs));
    }

    // Those that the caller names; without a word, the release before this one: a rollback goes there.
    private static IEnumerable<SchemaContract> Named(ApplyRun run, IReadOnlyList<Dependent> known)
    {
        var released = run.Source.ReleasedContractsOf(run.Engine);
        if (run.Options.Kept is { } names)
        {
            return names.Except(known.Select(dependent => dependent.Contract.Release), StringComparer.Ordinal)
                .Select(name => released.FirstOrDefault(contract => contract.Release == name)
                    ?? throw RunFaults.UnknownRelease(name));
        }

        return released.Where(contract => ReleaseOrder.Instance.Compare(contract.Release, run.Source.Release) < 0).TakeLast(1);
    }

    private sealed record Row(string Who, string Release, string Digest, string? Needs);
}
