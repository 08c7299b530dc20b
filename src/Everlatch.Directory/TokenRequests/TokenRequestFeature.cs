using Microsoft.AspNetCore.Builder;

namespace Everlatch.Directory.TokenRequests;

/// <summary>The way of a token request to the grant that answers it.</summary>
public static class TokenRequestFeature
{
    /// <summary>
    /// Puts every <see cref="ITokenGrant" /> in front of what answers the other grants. They need the request's
    /// <see cref="DirectoryHost" />, which the host resolves before.
    /// </summary>
    public static IApplicationBuilder UseTokenGrants(this IApplicationBuilder app) => app.UseMiddleware<TokenEndpoint>();
}
