using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>A foreign key that is checked against all rows while writers of both tables wait.</summary>
internal sealed class ForeignKeyValidatedAtOnce : BlockRule
{
    public override string Name => "foreign-key-validated-at-once";

    public override string SafeWay =>
        "ADD FOREIGN KEY … NOT VALID; then, in a later file, VALIDATE CONSTRAINT, which lets writers through.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from key in effect.NewConstraints()
        where key.Promise == ConstraintKind.Foreign && key.Validated && effect.Scans(key.TableName)
        let mode = effect.StrongestOn(key.TableName)
        where mode >= LockMode.Share
        select $"{mode} lock on {key.TableName} and on the table that it points to while every row is checked for {key.Name}.";
}
