using System.Reflection;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api;

/// <summary>
/// Puts <see cref="RequestPipeline" /> around every route of a group, and refuses to map one that asks for no scope.
/// </summary>
internal static class RouteRules
{
    /// <summary>Applies the rules to all routes of the group.</summary>
    public static RouteGroupBuilder WithManagementRules(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(route =>
        {
            if (!route.Metadata.OfType<RequiredScope>().Any())
            {
                throw new InvalidOperationException($"The route '{route.DisplayName}' asks for no scope.");
            }

            var handler = route.RequestDelegate
                ?? throw new InvalidOperationException($"The route '{route.DisplayName}' has no handler.");
            var ids = RouteIds.Of(route.Metadata.OfType<MethodInfo>().First());
            route.RequestDelegate = context =>
                context.RequestServices.GetRequiredService<RequestPipeline>().RunAsync(context, ids, handler);
        });
        return group;
    }
}
