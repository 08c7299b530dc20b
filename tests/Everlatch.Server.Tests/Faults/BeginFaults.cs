using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Faults;

/// <summary>Tells the database where a request begins, before anything of the host runs.</summary>
internal sealed class BeginFaults : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var database = app.ApplicationServices.GetRequiredService<FaultyDatabase>();
        app.Use((context, rest) =>
        {
            database.BeginRequest();
            return rest(context);
        });
        next(app);
    };
}
