namespace Everlatch.Identity.Passwords;

/// <summary>One request's admission to hash passwords. Disposing it makes room for the next.</summary>
public sealed class HashingTurn : IDisposable
{
    private PasswordHashing? hashing;

    internal HashingTurn(PasswordHashing hashing) => this.hashing = hashing;

    private PasswordHashing Hashing => hashing ?? throw new ObjectDisposedException(nameof(HashingTurn));

    /// <summary>The form of a new password that is stored: a PHC string.</summary>
    public Task<string> HashAsync(PlainTextPassword password, CancellationToken ct) => Hashing.HashAsync(password, ct);

    /// <summary>
    /// Compares a password with its stored form. Costs the same when there is no such user, no stored form, or (null) the input
    /// was no password at all.
    /// </summary>
    public Task<PasswordVerdict> VerifyAsync(PlainTextPassword? password, string? stored, CancellationToken ct) =>
        Hashing.VerifyAsync(password, stored, ct);

    /// <inheritdoc />
    public void Dispose() => Interlocked.Exchange(ref hashing, null)?.Leave();
}
