using Everlatch.Core;

namespace Everlatch.Identity.Applications;

/// <summary>What applications refuse.</summary>
public static class ApplicationErrors
{
    /// <summary>The name has another form.</summary>
    public static readonly Problem NameInvalid =
        new("EL1640", 422, "A name is expected to have 1 to 100 characters without control characters.", "name");

    /// <summary>The life of tokens or grants is out of bounds.</summary>
    public static readonly Problem LifetimeInvalid = new(
        "EL1644",
        422,
        "Access tokens are expected to live 60 to 86400 seconds, grants to idle 1 to 365 days, to last 1 to 1825 days, and not "
        + "to idle longer.",
        "settings");

    /// <summary>A kind without redirects was given one, or one with redirects none.</summary>
    public static readonly Problem RedirectsInvalid = new(
        "EL1645",
        422,
        "At least one redirect URI is expected and at most 50, each once; a device application has none.",
        "redirect_uris");

    /// <summary>Keys were given to an application that cannot keep the private half.</summary>
    public static readonly Problem KeysOfPublicClient =
        new("EL1648", 422, "Only a web application can prove who it is by private_key_jwt.", "jwks");

    /// <summary>A redirect URI has another form.</summary>
    public static Problem RedirectInvalid(string field, string expected) =>
        new("EL1641", 422, $"A redirect URI is expected {expected}.", field);

    /// <summary>An identity scope that is not known.</summary>
    public static Problem ScopeUnknown(string known) =>
        new("EL1642", 422, $"Identity scopes are expected to be some of {known}, each once.", "scopes");

    /// <summary>An algorithm that is not known.</summary>
    public static Problem AlgorithmUnknown(string known) =>
        new("EL1646", 422, $"A signing algorithm is expected to be one of {known}.", "signing_algorithm");

    /// <summary>The key set cannot be taken.</summary>
    public static Problem KeysInvalid(string why) => new("EL1647", 422, why, "jwks");
}
