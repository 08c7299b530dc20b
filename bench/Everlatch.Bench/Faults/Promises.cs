using System.Collections.Concurrent;

namespace Everlatch.Bench.Faults;

/// <summary>What was acknowledged in a row of the matrix, and what was asked for without a good answer.</summary>
internal sealed class Promises
{
    private int unansweredSignIns;
    private int unansweredUsers;

    /// <summary>Who was told that they are signed in.</summary>
    public ConcurrentQueue<Browser> SignedIn { get; } = [];

    /// <summary>Ids of users whose making was acknowledged.</summary>
    public ConcurrentQueue<string> Users { get; } = [];

    /// <summary>Whom a mail was promised.</summary>
    public ConcurrentQueue<string> Mails { get; } = [];

    /// <summary>Paths of domains that were claimed.</summary>
    public ConcurrentQueue<string> Domains { get; } = [];

    /// <summary>Applications' grants.</summary>
    public required IReadOnlyCollection<Family> Families { get; init; }

    /// <summary>How often those had been refreshed before it began.</summary>
    public required long RotationsBefore { get; init; }

    /// <summary>Successful sign-ins in the trail before it began.</summary>
    public required long SignInsBefore { get; init; }

    /// <summary>Users before it began.</summary>
    public required long UsersBefore { get; init; }

    /// <summary>Sign-ins of which nobody can tell whether they happened.</summary>
    public int UnansweredSignIns => unansweredSignIns;

    /// <summary>Users of whom nobody can tell whether they were made.</summary>
    public int UnansweredUsers => unansweredUsers;

    /// <summary>Acknowledged writes.</summary>
    public int Count =>
        SignedIn.Count + Users.Count + Mails.Count + Domains.Count
        + (int)(Families.Sum(family => family.Generation) - RotationsBefore);

    public void MissSignIn() => Interlocked.Increment(ref unansweredSignIns);

    public void MissUser() => Interlocked.Increment(ref unansweredUsers);
}
