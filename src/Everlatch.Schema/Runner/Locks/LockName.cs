using System.Globalization;

namespace Everlatch.Schema.Runner.Locks;

/// <summary>
/// How a runner shows itself to those who wait: what its session calls itself, what stands in the file beside the lock.
/// </summary>
internal static class LockName
{
    // PostgreSQL cuts a session's name after as many bytes.
    private const int MaxBytes = 63;
    private const string Word = "schema";

    /// <summary>The owner in a few words: <c>schema 0.2.0 1764110000 4711@host</c>.</summary>
    public static string Of(LockOwner owner)
    {
        var since = owner.Since.ToUnixTimeSeconds();
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Word} {NoSpaces(owner.Release)} {since} {owner.Pid}@{NoSpaces(owner.Host)}");
        return name.Length <= MaxBytes ? name : name[..MaxBytes];
    }

    /// <summary>The owner of such a name; null when it is none.</summary>
    public static LockOwner? Parse(string? name) =>
        name?.Split(' ') is [Word, var release, var since, var process]
            && long.TryParse(since, CultureInfo.InvariantCulture, out var seconds)
            && process.Split('@') is [var pid, var host]
            && long.TryParse(pid, CultureInfo.InvariantCulture, out var number)
            ? new LockOwner(host, number, release, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;

    // A session's name holds printable ASCII alone. A release is kept short, so that process and host stay readable.
    private static string NoSpaces(string text)
    {
        var word = new string([.. text.Select(c => c is > ' ' and < (char)127 and not '@' ? c : '_')]);
        return word.Length == 0 ? "_" : word[..Math.Min(word.Length, 24)];
    }
}
