namespace Everlatch.Schema.Contracts;

/// <summary>The four verdicts.</summary>
public enum VerdictKind
{
    /// <summary>Everything needed is there.</summary>
    Fits,

    /// <summary>It is, and the database is ahead of this build.</summary>
    Newer,

    /// <summary>Something needed is not there.</summary>
    Missing,

    /// <summary>Somebody changed the schema beside the migrations, and it hurts.</summary>
    Foreign,
}
