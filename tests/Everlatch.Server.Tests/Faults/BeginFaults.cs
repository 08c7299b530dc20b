using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Faults;

/// <summary>
/// Tells the database where a request begins, before anything of the host runs, and the plan which route it took.
/// </summary>
internal sealed class BeginFaults : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var database = app.ApplicationServices.GetRequiredService<FaultyDatabase>();
        app.Use((context, rest) =>
        {
            if (database.BeginRequest() is { } plan)
            {
                context.Response.OnStarting(() =>
                {
                    plan.Route = RouteOf(context);
                    return Task.CompletedTask;
                });
            }

            return rest(context);
        });
        next(app);
    };

    private static string RouteOf(HttpContext context) =>
        $"{context.Request.Method} "
        + ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimEnd('/') ?? context.Request.Path);
}
