namespace Everlatch.Directory.Feed;

/// <summary>What kind of entry changed; the feed reads just that entry again.</summary>
public enum DirectoryKind
{
    /// <summary>An environment's own row.</summary>
    Environment,

    /// <summary>A host; the entity id is the host name.</summary>
    Host,

    /// <summary>An application or its secrets.</summary>
    Application,

    /// <summary>A machine client or its secrets.</summary>
    MachineClient,

    /// <summary>An API token or its secrets.</summary>
    ApiToken,

    /// <summary>An API.</summary>
    Api,

    /// <summary>A role.</summary>
    Role,

    /// <summary>A signing key.</summary>
    Key,

    /// <summary>A revocation.</summary>
    Revocation,
}
