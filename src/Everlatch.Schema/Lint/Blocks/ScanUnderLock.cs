using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>A table that is read from end to end under a lock that stops its writers, for any other reason.</summary>
internal sealed class ScanUnderLock : BlockRule
{
    public override string Name => "scan-under-lock";

    public override string SafeWay =>
        "Read the table in a transaction that holds no such lock, "
        + "or prove to the engine by a validated check that it need not look.";

    public override bool IsLast => true;

    public override IEnumerable<string> Measure(Effect effect) =>
        from scan in effect.Scanned
        let mode = effect.StrongestOn(scan.Table)
        where mode >= LockMode.Share && !IsForNewTable(effect) && !effect.Writes.Any(write => write.Table == scan.Table)
        select $"{mode} lock on {scan.Table} while it is read from end to end.";

    // A foreign key of a table of this release is checked against its own rows, of which there are none yet.
    private static bool IsForNewTable(Effect effect) =>
        effect.Changes.Count > 0 && effect.Changes.All(change => change.Subject.Table is { } table && !effect.Knows(table));
}
