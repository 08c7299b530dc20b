using Everlatch.Core.Secrets;

namespace Everlatch.Identity.Sessions;

/// <summary>A session cookie's value: its secret, and the sealed session when it began in an outage.</summary>
/// <param name="Secret">What the row is found by.</param>
/// <param name="Sealed">The session itself, sealed; null for one that began in the database.</param>
internal readonly record struct PresentedSession(string Secret, string? Sealed)
{
    private const char Separator = '~';

    /// <summary>SHA-256 of the secret.</summary>
    public byte[] Hash => GeneratedSecret.HashOf(Secret);

    /// <summary>Takes a cookie's value apart.</summary>
    public static PresentedSession Of(string cookie) =>
        cookie.IndexOf(Separator) is var at and >= 0 ? new(cookie[..at], cookie[(at + 1)..]) : new(cookie, null);

    /// <summary>The cookie's value.</summary>
    public override string ToString() => Sealed is null ? Secret : $"{Secret}{Separator}{Sealed}";
}
