using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Faults;

/// <summary>Every route that the host maps.</summary>
internal static class MappedRoutes
{
    /// <summary>Method and pattern of each; a star for a route of every method.</summary>
    public static IReadOnlyList<string> Of(IServiceProvider services) =>
    [
        .. from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]
           select $"{method} {endpoint.RoutePattern.RawText?.TrimEnd('/')}",
    ];
}
