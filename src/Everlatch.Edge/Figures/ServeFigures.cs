using Everlatch.Core.Figures;
using Everlatch.Edge.Slots;
using Everlatch.Hosting.Telemetry;

namespace Everlatch.Edge.Figures;

/// <summary>
/// Answers <c>/figures</c> to whoever may read the metrics: what each slot answered since it is there. To anybody else there is
/// nothing at that path.
/// </summary>
internal sealed class ServeFigures(RequestDelegate next, LiveSlots slots, MetricsAccess access)
{
    private const string Path = "/figures";

    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || !access.AllowsAt(Path, context))
        {
            return next(context);
        }

        context.Response.Headers.CacheControl = "no-store";
        var figures = new EdgeFigures { Slots = [.. slots.Current.Slots.Select(slot => slot.Counts.Read(slot.Name))] };
        return context.Response.WriteAsJsonAsync(figures, FiguresJson.Default.EdgeFigures);
    }
}
