using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint;

/// <summary>A rule about what one statement does, whatever the others of its transaction do.</summary>
internal abstract class EffectRule : LintRule
{
    /// <summary>What it finds in what one statement did, a sentence for each.</summary>
    public abstract IEnumerable<string> Measure(Effect effect);

    public sealed override IEnumerable<LintHit> Check(LintCase it) =>
        from effect in it.Effects
        from measured in Measure(effect)
        select new LintHit(effect.Statement, measured);
}
