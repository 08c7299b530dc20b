namespace Everlatch.Schema.Lint.Experiments;

/// <summary>What is done to a row.</summary>
internal enum RowAct
{
    /// <summary>It is new.</summary>
    Insert,

    /// <summary>It is changed.</summary>
    Update,

    /// <summary>It is removed.</summary>
    Delete,

    /// <summary>One of these, by a MERGE.</summary>
    Merge,

    /// <summary>One of these, inside a function or a block.</summary>
    Write,
}
