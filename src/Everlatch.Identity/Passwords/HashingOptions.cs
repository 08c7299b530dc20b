using System.ComponentModel.DataAnnotations;

namespace Everlatch.Identity.Passwords;

/// <summary>What hashing a password costs, and how much of it happens at once. Section <c>Everlatch:Hashing</c>.</summary>
public sealed class HashingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Hashing";

    /// <summary>Memory of one Argon2id hash in KiB. Default 19456 (19 MiB), the OWASP recommendation for two passes.</summary>
    [Range(8, 1_048_576)]
    public int MemoryKib { get; set; } = 19_456;

    /// <summary>Passes over that memory. Default 2.</summary>
    [Range(1, 16)]
    public int Passes { get; set; } = 2;

    /// <summary>
    /// Threads that hash, never more than there are cores. Default 0: one core fewer than there are, at least one.
    /// </summary>
    [Range(0, 256)]
    public int Workers { get; set; }

    /// <summary>Requests that may hash or wait to; further ones are told to come back. Default 256.</summary>
    [Range(1, 10_000)]
    public int QueueLimit { get; set; } = 256;
}
