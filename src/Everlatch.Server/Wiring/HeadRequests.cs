namespace Everlatch.Server.Wiring;

/// <summary>HEAD wherever GET is (RFC 9110 §9.1): monitors and link checkers ask so.</summary>
internal static class HeadRequests
{
    /// <summary>
    /// Routes a HEAD as the GET that it stands for. The endpoint then sees HEAD again, so that the server sends headers alone.
    /// </summary>
    public static void UseRoutingForHead(this IApplicationBuilder app)
    {
        app.Use((context, next) =>
        {
            if (HttpMethods.IsHead(context.Request.Method))
            {
                context.Features.Set(Asked);
                context.Request.Method = HttpMethods.Get;
            }

            return next(context);
        });
        app.UseRouting();
        app.Use((context, next) =>
        {
            if (context.Features.Get<HeadAsked>() is not null)
            {
                context.Request.Method = HttpMethods.Head;
            }

            return next(context);
        });
    }

    private static readonly HeadAsked Asked = new();

    private sealed class HeadAsked;
}
