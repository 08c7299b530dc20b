namespace Everlatch.Oidc.Device;

/// <summary>The code that a person types to name a device (RFC 8628 §6.1).</summary>
internal static class UserCode
{
    /// <summary>Consonants that are not mistaken for each other; no words come of them.</summary>
    public const string Alphabet = "BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>20^8 codes; with a bound on guesses, nobody finds a living one.</summary>
    public const int Length = 8;
}
