using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>
/// A statement that waits for its lock without an end, or not as long as the runner means it to: while it waits, everybody else
/// on the table waits behind it.
/// </summary>
internal sealed class LockTimeoutChanged : LintRule
{
    public override string Name => "lock-timeout-changed";

    public override LintClass Class => LintClass.Blocks;

    public override string SafeWay =>
        "Leave lock_timeout to the runner; '-- schema: lock-timeout 2s' in the header says how long, and never 0.";

    public override IEnumerable<LintHit> Check(LintCase it)
    {
        foreach (var effect in it.Effects.Where(effect => effect.LockTimeoutChange is not null))
        {
            yield return new LintHit(effect.Statement, $"lock_timeout went {effect.LockTimeoutChange}.");
        }

        if (it.Migration.Options.LockTimeout <= TimeSpan.Zero
            && it.Effects.FirstOrDefault(
                effect => effect.RunsAlone is not null || effect.Locks.Any(l => l.StopsWriters)) is { } first)
        {
            yield return new LintHit(
                first.Statement,
                $"{first.Locks.Select(l => l.ToString()).FirstOrDefault(first.RunsAlone ?? "")} is waited for without an end.");
        }
    }
}
