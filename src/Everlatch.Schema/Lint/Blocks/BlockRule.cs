namespace Everlatch.Schema.Lint.Blocks;

/// <summary>A rule about what one statement does to tables that are in use.</summary>
internal abstract class BlockRule : EffectRule
{
    public sealed override LintClass Class => LintClass.Blocks;
}
