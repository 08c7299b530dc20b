using System.Diagnostics.CodeAnalysis;
using Everlatch.Oidc.Protocol;

namespace Everlatch.Oidc.Par;

/// <summary>The name of a pushed request.</summary>
internal static class PushedRequest
{
    /// <summary>How long a person has to answer it. RFC 9126 §2.2 suggests at most 600 seconds.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(600);

    private const string UriPrefix = "urn:ietf:params:oauth:request_uri:";

    /// <summary>The id of the row that a <c>request_uri</c> names; false when it names none.</summary>
    public static bool TryIdOf(string? requestUri, [NotNullWhen(true)] out string? id)
    {
        var named = requestUri is not null
            && requestUri.StartsWith(UriPrefix, StringComparison.Ordinal)
            && Handle.Is(Handle.PushedRequest, requestUri[UriPrefix.Length..]);
        id = named ? Handle.IdOf(requestUri![UriPrefix.Length..]) : null;
        return named;
    }
}
