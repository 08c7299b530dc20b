using Everlatch.Core;

namespace Everlatch.Identity.Clients;

/// <summary>What secrets of clients refuse.</summary>
public static class SecretErrors
{
    /// <summary>Two secrets are enough to rotate one without downtime.</summary>
    public static readonly Problem TooMany = new("EL1410", 409, "The client has two live secrets already; take one away first.");

    /// <summary>The end lies in the past or too far ahead.</summary>
    public static readonly Problem ExpiryInvalid =
        new("EL1411", 422, "A secret is expected to end in the future, within ten years.", "expires_at");

    /// <summary>Such a client keeps no secret.</summary>
    public static readonly Problem PublicClient = new("EL1412", 409, "This kind of application cannot keep a secret.");
}
