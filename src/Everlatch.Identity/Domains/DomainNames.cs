using System.Net;
using Everlatch.Core;

namespace Everlatch.Identity.Domains;

/// <summary>Which names may be custom domains.</summary>
internal static class DomainNames
{
    // So that the challenge's label still fits in front.
    private const int MaxLength = 230;

    /// <summary>Null when a name may be one.</summary>
    public static Problem? Check(HostName host, DomainOptions options) => true switch
    {
        _ when host.Value.Length > MaxLength || !host.Value.Contains('.', StringComparison.Ordinal) => DomainErrors.HostInvalid,
        _ when IPAddress.TryParse(host.Value, out _) || host.Value.EndsWith(".localhost", StringComparison.Ordinal) =>
            DomainErrors.HostInvalid,
        _ when IsOwn(host, options) || IsAtOrBelow(host.Value, options.CnameTarget) => DomainErrors.OwnName,
        _ => null,
    };

    /// <summary>Whether a name is the operator's own.</summary>
    public static bool IsOwn(HostName host, DomainOptions options) =>
        options.BaseDomains.Any(own => IsAtOrBelow(host.Value, own));

    /// <summary>Whether a name is another one or below it.</summary>
    public static bool IsAtOrBelow(string name, string other) =>
        name.Equals(other, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + other, StringComparison.OrdinalIgnoreCase);
}
