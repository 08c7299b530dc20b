namespace Everlatch.Core;

/// <summary>What an administrator's act came to: making, changing or taking away one thing.</summary>
/// <typeparam name="T">The thing as it is now, or as it was last.</typeparam>
public abstract record Edit<T>
{
    private Edit()
    {
    }

    /// <summary>It is done, and every server knows within a second.</summary>
    public sealed record Done(T Value) : Edit<T>;

    /// <summary>There is no such thing.</summary>
    public sealed record Unknown : Edit<T>;

    /// <summary>It was changed since the version that the act was made from.</summary>
    public sealed record Stale : Edit<T>;

    /// <summary>It cannot be done so.</summary>
    public sealed record Refused(Problem Problem) : Edit<T>;
}
