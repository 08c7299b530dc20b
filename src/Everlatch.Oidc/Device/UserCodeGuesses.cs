namespace Everlatch.Oidc.Device;

/// <summary>Bounds how often one guesser may miss a user code on this server (RFC 8628 §5.1).</summary>
internal sealed class UserCodeGuesses(TimeProvider clock)
{
    /// <summary>Misses that are allowed in a window.</summary>
    public const int MaxMisses = 20;

    /// <summary>The window, and how long a guesser who used it up waits at most.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    // Memory of a server is bounded; a guesser who is forgotten had 20^8 codes before them.
    private const int MaxGuessers = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> misses = [];
    private DateTimeOffset since;

    /// <summary>Whether a guesser may try.</summary>
    public bool MayGuess(string guesser)
    {
        lock (gate)
        {
            Forget();
            return misses.GetValueOrDefault(guesser) < MaxMisses;
        }
    }

    /// <summary>Counts a miss.</summary>
    public void Missed(string guesser)
    {
        lock (gate)
        {
            if (misses.Count < MaxGuessers || misses.ContainsKey(guesser))
            {
                misses[guesser] = misses.GetValueOrDefault(guesser) + 1;
            }
        }
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        if (now - since >= Window)
        {
            misses.Clear();
            since = now;
        }
    }
}
