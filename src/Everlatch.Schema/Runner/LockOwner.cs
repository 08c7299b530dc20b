namespace Everlatch.Schema.Runner;

/// <summary>Who holds the lock.</summary>
/// <param name="Host">Its host, as it calls itself; cut when it is long.</param>
/// <param name="Pid">Its process there.</param>
/// <param name="Release">Version of its build.</param>
/// <param name="Since">Since when.</param>
public sealed record LockOwner(string Host, long Pid, string Release, DateTimeOffset Since)
{
    /// <summary>One line for people.</summary>
    public override string ToString() => $"process {Pid} on {Host}, release {Release}, since {Since:u}";
}
