using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>A unique or exclusion constraint that builds its index while everybody on the table waits.</summary>
internal sealed class UniqueBuiltByConstraint : BlockRule
{
    public override string Name => "unique-built-by-constraint";

    public override string SafeWay =>
        "CREATE UNIQUE INDEX CONCURRENTLY in a file of its own, then ADD CONSTRAINT … UNIQUE USING INDEX; "
        + "an exclusion constraint has no such way and belongs to a new table.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from constraint in effect.NewConstraints()
        where constraint.Promise is ConstraintKind.Unique or ConstraintKind.Exclude && effect.Scans(constraint.TableName)
        let mode = effect.StrongestOn(constraint.TableName)
        where mode >= LockMode.Share
        select $"{mode} lock on {constraint.TableName} while it is read from end to end for the index of {constraint.Name}.";
}
