using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Everlatch.Identity.Passwords;

/// <summary>An Argon2id hash with the parameters that made it, written as a PHC string.</summary>
/// <param name="MemoryKib">Memory in KiB.</param>
/// <param name="Passes">Passes over the memory.</param>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Digest">32 bytes.</param>
internal sealed record Argon2Hash(int MemoryKib, int Passes, byte[] Salt, byte[] Digest)
{
    private const int SaltLength = 16;
    private const int DigestLength = 32;

    /// <summary>Hashes a new password with a fresh salt.</summary>
    public static Argon2Hash Of(PlainTextPassword password, int memoryKib, int passes)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new Argon2Hash(memoryKib, passes, salt, Derive(password, memoryKib, passes, salt));
    }

    /// <summary>Reads what <see cref="ToString" /> wrote; false for anything else.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Argon2Hash? hash)
    {
        hash = null;
        var parts = text.Split('$');
        if (parts is not ["", "argon2id", "v=19", var parameters, var salt, var digest]
            || parameters.Split(',') is not [var memory, var passes, "p=1"]
            || !TryNumber(memory, "m=", out var memoryKib)
            || !TryNumber(passes, "t=", out var count))
        {
            return false;
        }

        hash = new Argon2Hash(memoryKib, count, FromBase64(salt), FromBase64(digest));
        return hash.Salt.Length == SaltLength && hash.Digest.Length == DigestLength;
    }

    /// <summary>Hashes again and compares in constant time.</summary>
    public bool Matches(PlainTextPassword password) =>
        CryptographicOperations.FixedTimeEquals(Derive(password, MemoryKib, Passes, Salt), Digest);

    /// <summary>The PHC string.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture, $"$argon2id$v=19$m={MemoryKib},t={Passes},p=1${ToBase64(Salt)}${ToBase64(Digest)}");

    // Bytes, not a string: the whole password counts, a NUL included.
    private static byte[] Derive(PlainTextPassword password, int memoryKib, int passes, byte[] salt)
    {
        var parameters = new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = memoryKib, NumberOfPasses = passes };
        var utf8 = Encoding.UTF8.GetBytes(password.Text);
        try
        {
            return PasswordBasedKeyDerivationAlgorithm.Argon2id(parameters).DeriveBytes(utf8, salt, DigestLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(utf8);
        }
    }

    private static bool TryNumber(string text, string name, out int number)
    {
        number = 0;
        return text.StartsWith(name, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    // PHC strings leave out base64's padding.
    private static string ToBase64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out var length) ? bytes[..length] : [];
    }
}
