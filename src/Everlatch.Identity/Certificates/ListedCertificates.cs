using Everlatch.Core;

namespace Everlatch.Identity.Certificates;

/// <summary>Certificates that the operator put on the edges by hand, as the configuration names them.</summary>
internal static class ListedCertificates
{
    private const string Wildcard = "*.";

    /// <summary>Whether one of these names covers a host.</summary>
    public static bool Cover(IEnumerable<string> names, HostName host) => names.Any(listed => Covers(listed, host.Value));

    // RFC 6125 §6.4.3: a wildcard stands for exactly one label.
    private static bool Covers(string listed, string host) =>
        listed.StartsWith(Wildcard, StringComparison.Ordinal)
            ? host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
                && host[(dot + 1)..].Equals(listed[Wildcard.Length..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(listed, StringComparison.OrdinalIgnoreCase);
}
