using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Everlatch.Server.Api.Http;

/// <summary>
/// The version a change was made from (RFC 9110 §13.1.1). A handler that takes it cannot be called without one.
/// </summary>
/// <param name="Version">The version.</param>
internal sealed record IfMatch(long Version)
{
    /// <summary>Reads the header: exactly one strong entity tag. <c>*</c> would defeat its purpose here and is refused.</summary>
    public static ValueTask<IfMatch?> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers[HeaderNames.IfMatch];
        if (header.Count == 0)
        {
            throw new RefusedRequestException(ApiErrors.VersionMissing);
        }

        if (header is not [{ Length: > 2 } tag] || tag[0] != '"' || tag[^1] != '"'
            || !long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            // A tag that we never issued matches nothing.
            throw new RefusedRequestException(ApiErrors.VersionStale);
        }

        return new(new IfMatch(version));
    }
}
