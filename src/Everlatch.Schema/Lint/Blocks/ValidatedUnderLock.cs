using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>
/// A constraint that is validated while its transaction still holds the lock of an earlier statement, such as the one that added
/// it.
/// </summary>
internal sealed class ValidatedUnderLock : BlockRule
{
    public override string Name => "validated-under-lock";

    public override string SafeWay => "VALIDATE CONSTRAINT in a file of its own: alone it lets readers and writers through.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from change in effect.ChangedOnKnown<CatalogConstraint>()
        where change is { Before.Validated: false, After.Validated: true }
            && change.Before.BareDefinition == change.After.BareDefinition
            && effect.Scans(change.After.TableName)
        let mode = effect.StrongestOn(change.After.TableName)
        where mode >= LockMode.Share
        select $"{mode} lock on {change.After.TableName}, held since an earlier statement, "
            + $"while every row is checked for {change.After.Name}.";
}
