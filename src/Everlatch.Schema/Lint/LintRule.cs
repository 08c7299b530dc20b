namespace Everlatch.Schema.Lint;

/// <summary>One thing that the lint looks for. It reads what was measured, never the text of a statement.</summary>
internal abstract class LintRule
{
    /// <summary>Its name, which an <c>allow</c> names and a page of docs/lint explains.</summary>
    public abstract string Name { get; }

    /// <summary>What it is about.</summary>
    public abstract LintClass Class { get; }

    /// <summary>How to reach the same safely, in one sentence.</summary>
    public abstract string SafeWay { get; }

    /// <summary>Whether a finding stands in the way unless it is accepted.</summary>
    public virtual bool Refuses => Class != LintClass.Style;

    /// <summary>Whether it speaks only of statements, and of objects, about which no other rule of its class does.</summary>
    public virtual bool IsLast => false;

    /// <summary>Whether it is about something that only PostgreSQL does.</summary>
    public virtual bool IsOfPostgres => false;

    /// <summary>What it finds in one transaction.</summary>
    public abstract IEnumerable<LintHit> Check(LintCase it);
}
