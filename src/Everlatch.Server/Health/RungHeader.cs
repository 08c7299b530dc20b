using Everlatch.Storage;

namespace Everlatch.Server.Health;

/// <summary>Says in each response on which rung it was made, for whoever looks into an answer of an outage.</summary>
internal static class RungHeader
{
    private const string Name = "Everlatch-Rung";

    /// <summary>Adds it off the top rung; on it there is nothing to say.</summary>
    public static void UseRungHeader(this IApplicationBuilder app)
    {
        var rung = app.ApplicationServices.GetRequiredService<RungInForce>();
        app.Use((context, next) =>
        {
            if (rung.Current != StoreRung.Primary)
            {
                // An answer that fails is begun anew, without what was prepared.
                var word = rung.Word;
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers[Name] = word;
                    return Task.CompletedTask;
                });
            }

            return next(context);
        });
    }
}
