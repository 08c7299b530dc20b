namespace Everlatch.Schema.Catalogs;

/// <summary>What a constraint promises.</summary>
public enum ConstraintKind
{
    /// <summary>The primary key.</summary>
    Primary,

    /// <summary>No two rows are alike in these columns.</summary>
    Unique,

    /// <summary>Rows point to rows that exist.</summary>
    Foreign,

    /// <summary>An expression that holds for each row.</summary>
    Check,

    /// <summary>No two rows collide by an operator.</summary>
    Exclude,
}
