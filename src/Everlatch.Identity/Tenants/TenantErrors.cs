using Everlatch.Core;

namespace Everlatch.Identity.Tenants;

/// <summary>What tenants refuse.</summary>
public static class TenantErrors
{
    /// <summary>The key has another form.</summary>
    public static readonly Problem KeyInvalid = new(
        "EL1301", 400, "A tenant's key is expected to be 1 to 48 lower-case letters, digits and inner hyphens.", "key");

    /// <summary>The name has another form.</summary>
    public static readonly Problem NameInvalid = new(
        "EL1302", 400, "A tenant's name is expected to have 1 to 100 characters without control characters.", "name");

    /// <summary>Another tenant has the key.</summary>
    public static readonly Problem KeyTaken = new("EL1303", 409, "Another tenant of this environment has that key.", "key");

    /// <summary>Nobody joins or gets credentials for a disabled tenant.</summary>
    public static readonly Problem Disabled = new("EL1304", 409, "The tenant is disabled; enable it first.");
}
