using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>A check that is made of all rows while everybody on the table waits.</summary>
internal sealed class CheckValidatedAtOnce : BlockRule
{
    public override string Name => "check-validated-at-once";

    public override string SafeWay =>
        "ADD CONSTRAINT … CHECK (…) NOT VALID; then, in a later file, VALIDATE CONSTRAINT, which lets everybody through.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from check in effect.NewConstraints()
        where check.Promise == ConstraintKind.Check && check.Validated && effect.Scans(check.TableName)
        let mode = effect.StrongestOn(check.TableName)
        where mode >= LockMode.Share
        select $"{mode} lock on {check.TableName} while every row is checked for {check.Name}.";
}
