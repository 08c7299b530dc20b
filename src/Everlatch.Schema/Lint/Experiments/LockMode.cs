namespace Everlatch.Schema.Lint.Experiments;

/// <summary>PostgreSQL's table locks, from weak to strong; the names are the engine's own without their <c>Lock</c>.</summary>
internal enum LockMode
{
    /// <summary>Not a lock.</summary>
    None,

    /// <summary>A SELECT.</summary>
    AccessShare,

    /// <summary>A SELECT … FOR UPDATE.</summary>
    RowShare,

    /// <summary>A writer.</summary>
    RowExclusive,

    /// <summary>Maintenance that lets readers and writers through.</summary>
    ShareUpdateExclusive,

    /// <summary>Stops writers.</summary>
    Share,

    /// <summary>Stops writers.</summary>
    ShareRowExclusive,

    /// <summary>Stops writers and locking readers.</summary>
    Exclusive,

    /// <summary>Stops everybody.</summary>
    AccessExclusive,
}
