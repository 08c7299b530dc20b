namespace Everlatch.Directory.Tokens;

/// <summary>Bounds on the life of what we sign.</summary>
public static class TokenLife
{
    /// <summary>No token lives longer: so long a revocation is kept, and an old key stays published.</summary>
    public static TimeSpan Max { get; } = TimeSpan.FromHours(24);
}
