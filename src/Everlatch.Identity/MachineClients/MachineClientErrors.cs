using Everlatch.Core;

namespace Everlatch.Identity.MachineClients;

/// <summary>What machine clients refuse.</summary>
public static class MachineClientErrors
{
    /// <summary>The name has another form.</summary>
    public static readonly Problem NameInvalid =
        new("EL1401", 422, "A name is expected to have 1 to 100 characters without control characters.", "name");

    /// <summary>The life of tokens is out of bounds.</summary>
    public static readonly Problem TokenSecondsInvalid =
        new("EL1402", 422, "The life of tokens is expected to be 60 to 86400 seconds.", "token_seconds");

    /// <summary>The client authenticates by its keys.</summary>
    public static readonly Problem HasKeys =
        new("EL1403", 409, "This client authenticates by its keys (private_key_jwt); it has no secrets.");

    /// <summary>An algorithm that is not known.</summary>
    public static Problem AlgorithmUnknown(string known) =>
        new("EL1404", 422, $"A signing algorithm is expected to be one of {known}.", "signing_algorithm");

    /// <summary>The key set cannot be taken.</summary>
    public static Problem KeysInvalid(string why) => new("EL1405", 422, why, "jwks");
}
