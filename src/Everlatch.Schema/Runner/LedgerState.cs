namespace Everlatch.Schema.Runner;

/// <summary>What the ledger says of a step.</summary>
public enum LedgerState
{
    /// <summary>
    /// A contract step of a database that was empty: nobody can need what it takes away, and it runs in its turn.
    /// </summary>
    Planned,

    /// <summary>It was begun: by a runner that works on it now, or by one that is gone.</summary>
    Running,

    /// <summary>It is done, and the catalog was seen to be what it makes.</summary>
    Done,

    /// <summary>It ended with an error; the next run takes it up again.</summary>
    Failed,

    /// <summary>It had been applied before there was a ledger: the catalog was seen to be what it makes.</summary>
    Adopted,
}
