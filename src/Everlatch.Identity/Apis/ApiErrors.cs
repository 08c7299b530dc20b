using Everlatch.Core;

namespace Everlatch.Identity.Apis;

/// <summary>What APIs refuse.</summary>
public static class ApiErrors
{
    /// <summary>The name has another form.</summary>
    public static readonly Problem NameInvalid =
        new("EL1650", 422, "A name is expected to have 1 to 100 characters without control characters.", "name");

    /// <summary>The audience has another form.</summary>
    public static readonly Problem AudienceInvalid = new(
        "EL1651",
        422,
        "An audience is expected to be an absolute URI without fragment and white space, at most 500 characters long, "
        + "outside urn:everlatch:.",
        "audience");

    /// <summary>Another API has the audience.</summary>
    public static readonly Problem AudienceTaken = new(
        "EL1652", 409, "Another API of this environment has that audience.", "audience");

    /// <summary>The list of scopes is too long, or names one twice.</summary>
    public static readonly Problem ScopesInvalid = new(
        "EL1653", 422, "Scopes are expected to be at most 200, each named once.", "scopes");

    /// <summary>The life of tokens is out of bounds.</summary>
    public static readonly Problem TokenSecondsInvalid =
        new("EL1655", 422, "The life of tokens is expected to be 60 to 86400 seconds.", "token_seconds");

    /// <summary>The management API is not the environment's to change.</summary>
    public static readonly Problem BuiltIn = new(
        "EL1656", 403, "The management API is part of Everlatch; it cannot be changed or taken away.");

    /// <summary>A scope has another form (RFC 6749 §3.3).</summary>
    public static Problem ScopeInvalid(string name) => new(
        "EL1654",
        422,
        $"The scope '{name}' is expected to be 1 to 100 visible ASCII characters without quote and backslash, described in at "
        + "most 200 characters.",
        "scopes");

    /// <summary>A client holds what would go.</summary>
    public static Problem InUse(string what, string client) =>
        new("EL1657", 409, $"{what} is given to the client {client}; take it from there first.");
}
