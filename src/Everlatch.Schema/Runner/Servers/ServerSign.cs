namespace Everlatch.Schema.Runner.Servers;

/// <summary>
/// What a server shows of itself that may not write the register: enough to find its contract again, and to name it. It stands
/// where it can be seen for as long as the server lives, and no longer: in a session's name, in a locked file's name.
/// </summary>
/// <param name="Digest">The first digits of its contract's digest.</param>
/// <param name="Release">Version of its build; cut when it is long.</param>
/// <param name="Instance">Its name; of a long one the end, in which names differ.</param>
internal sealed record ServerSign(string Digest, string Release, string Instance)
{
    // PostgreSQL cuts a session's name after 63 bytes.
    private const int DigestDigits = 12;
    private const int ReleaseLetters = 12;
    private const int InstanceLetters = 24;

    /// <summary>What every sign begins with.</summary>
    public const string Word = "schema-server";

    /// <summary>The sign of a server.</summary>
    public static ServerSign Of(string instance, string release, string digest) => new(
        Plain(digest)[..Math.Min(digest.Length, DigestDigits)], First(Plain(release), ReleaseLetters),
        Last(Plain(instance), InstanceLetters));

    /// <summary>The sign of such a text; null when it is none.</summary>
    public static ServerSign? Parse(string text) =>
        text.Split(' ') is [Word, var digest, var release, var instance] ? new ServerSign(digest, release, instance) : null;

    /// <summary>Whether it may be of the contract with this digest.</summary>
    public bool IsOf(string digest) => digest.StartsWith(Digest, StringComparison.Ordinal);

    /// <summary>The text: printable ASCII, which a file may be called too.</summary>
    public override string ToString() => $"{Word} {Digest} {Release} {Instance}";

    private static string Plain(string text) =>
        text.Length == 0 ? "_" : new string([.. text.Select(c => c is > ' ' and < (char)127 and not '/' and not '\\' ? c : '_')]);

    private static string First(string text, int letters) => text[..Math.Min(text.Length, letters)];

    private static string Last(string text, int letters) => text[^Math.Min(text.Length, letters)..];
}
