namespace Everlatch.Server.Api.Access;

/// <summary>How a route says who may call it.</summary>
internal static class AccessConventions
{
    /// <summary>Asks for a scope. A route without one cannot be mapped.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder route, string scope)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RequiredScope(scope));

    /// <summary>Lets people and API tokens in, each within their own tenant.</summary>
    public static TBuilder OpenToTenants<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new OpenToTenants());
}
