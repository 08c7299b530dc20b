namespace Everlatch.Schema.Runner;

/// <summary>How pending migrations are applied.</summary>
public sealed record ApplyOptions
{
    /// <summary>Whether contract steps run too. Default false: they wait until somebody asks for them.</summary>
    public bool Contract { get; init; }

    /// <summary>How long another runner is waited for. Default 5 minutes.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a step is tried again while readers or writers hold the locks that it needs. Default 10 minutes.
    /// </summary>
    public TimeSpan RetryPatience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a server is watched that was not seen for a minute and did not sign off, before a contract step counts it as
    /// dead. Default 30 s: after a database was away every server that lives has said so again by then.
    /// </summary>
    public TimeSpan ServerPatience { get; init; } = ServerRegister.Watch;

    /// <summary>
    /// Whether the caller vouches that no server lives by a standby alone. Such a server can write no sign of life, so that a
    /// contract step is refused while a standby follows the database and nobody vouches. Default false.
    /// </summary>
    public bool NoStandbyServers { get; init; }

    /// <summary>
    /// Releases that must go on working, whether or not a server of them lives now. Null, the default,
    /// means the one before this build.
    /// </summary>
    public IReadOnlyList<string>? Kept { get; init; }
}
