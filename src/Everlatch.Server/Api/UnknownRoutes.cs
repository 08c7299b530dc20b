using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api;

/// <summary>Answers what no route of the API knows, as the API answers everything.</summary>
internal static class UnknownRoutes
{
    /// <summary>Maps what is left below <c>/api</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.Map("/api/{**rest}", Answer).WithOrder(int.MaxValue).ExcludeFromDescription();

    private static ProblemResult Answer(HttpContext context, EndpointDataSource endpoints)
    {
        var methods = MethodsAt(endpoints, context.Request.Path);
        if (methods.Length == 0)
        {
            return Answers.Unknown();
        }

        // Routing itself passes over a route whose body it cannot be.
        if (methods.Contains(context.Request.Method))
        {
            return Answers.Refused(ApiErrors.ContentType);
        }

        context.Response.Headers.Allow = string.Join(", ", methods);
        return Answers.Refused(ApiErrors.MethodNotAllowed);
    }

    // Only for requests that failed already: it looks at every route.
    private static string[] MethodsAt(EndpointDataSource endpoints, PathString path) =>
        [.. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(route => Matches(route, path))
            .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct()
            .Order(StringComparer.Ordinal)];

    private static bool Matches(RouteEndpoint route, PathString path) =>
        route.RoutePattern.RawText?.StartsWith(ManagementFeature.Prefix, StringComparison.Ordinal) == true
        && new Microsoft.AspNetCore.Routing.Template.TemplateMatcher(
            new Microsoft.AspNetCore.Routing.Template.RouteTemplate(route.RoutePattern), []).TryMatch(path, []);
}
