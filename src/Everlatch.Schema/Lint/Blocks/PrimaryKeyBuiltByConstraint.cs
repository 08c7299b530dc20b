using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>A primary key that builds its index, or checks its columns, while everybody on the table waits.</summary>
internal sealed class PrimaryKeyBuiltByConstraint : BlockRule
{
    public override string Name => "primary-key-built-by-constraint";

    public override string SafeWay =>
        "SET NOT NULL the safe way and CREATE UNIQUE INDEX CONCURRENTLY, each in a file of its own, "
        + "then ADD PRIMARY KEY USING INDEX.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from constraint in effect.NewConstraints()
        where constraint.Promise == ConstraintKind.Primary && effect.Scans(constraint.TableName)
        let mode = effect.StrongestOn(constraint.TableName)
        where mode >= LockMode.Share
        select $"{mode} lock on {constraint.TableName} while it is read from end to end for {constraint.Name}.";
}
