namespace Everlatch.Schema.Runner;

/// <summary>What an engine's error means to a run.</summary>
internal enum FaultKind
{
    /// <summary>The statement itself is at fault.</summary>
    Statement,

    /// <summary>Somebody else holds a lock that it needs; nothing of it is left.</summary>
    Locked,

    /// <summary>The engine does not run it in a transaction, or it would end ours; nothing of it is left.</summary>
    NoTransaction,

    /// <summary>It took longer than it may.</summary>
    TooLong,

    /// <summary>The database takes no writes: a standby.</summary>
    ReadOnly,

    /// <summary>The role may not do it, or may not come in.</summary>
    NoRights,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>The database does not answer, or does no longer.</summary>
    Lost,

    /// <summary>What it makes is there already.</summary>
    Exists,

    /// <summary>What it takes away or changes is not there.</summary>
    Absent,
}
