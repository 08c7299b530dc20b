using Microsoft.Extensions.Primitives;

namespace Everlatch.Oidc.Protocol;

/// <summary>
/// Finds a parameter that a request has twice, though each may come once (RFC 6749 §3.1, §3.2); <c>resource</c> may come often
/// (RFC 8707 §2).
/// </summary>
internal static class RepeatedParameter
{
    /// <summary>Its name; null when there is none.</summary>
    public static string? Of(IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        parameters.FirstOrDefault(pair => pair.Value.Count > 1 && pair.Key != "resource").Key;

    /// <summary>What the caller is told.</summary>
    public static string Problem(string name) => $"The parameter '{name}' was expected once.";
}
