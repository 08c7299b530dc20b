namespace Everlatch.Identity.Users;

/// <summary>How disabling, enabling or deleting a user ended.</summary>
public enum UserWrite
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>There is no such user here.</summary>
    Unknown,

    /// <summary>Somebody else changed the user since this version was read.</summary>
    Stale,
}
