namespace Everlatch.Release.Pipeline.Policies;

/// <summary>Which regions go back when one does.</summary>
public enum GoBackIn
{
    /// <summary>All that this release reached.</summary>
    All,

    /// <summary>That one alone.</summary>
    Region,
}
