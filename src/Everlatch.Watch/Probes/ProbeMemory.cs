namespace Everlatch.Watch.Probes;

/// <summary>What one probe leaves for the next at the same target.</summary>
internal sealed class ProbeMemory
{
    /// <summary>
    /// The refresh token of the last sign-in; null before the first, and when nobody knows whether it was spent.
    /// </summary>
    public string? RefreshToken { get; set; }

    /// <summary>Whether the last sign-in with the right password succeeded.</summary>
    public bool CanSignIn { get; set; }

    /// <summary>When a wrong password was last tried; null before the first.</summary>
    public DateTimeOffset? WrongPasswordAt { get; set; }
}
