namespace Everlatch.Hosting.Faults;

/// <summary>Headers that every response carries. An endpoint that knows better overwrites them.</summary>
public static class ResponseHeaders
{
    private const string RequestId = "X-Request-Id";

    /// <summary>Adds them to each response before anything else runs.</summary>
    public static void UseResponseHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Apply(context);
        return next(context);
    });

    /// <summary>Forgets what an endpoint prepared before it failed.</summary>
    public static void Restart(HttpContext context)
    {
        context.Response.Clear();
        Apply(context);
    }

    private static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[RequestId] = context.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // What is made for one caller is stored by nobody; discovery and style sheets say otherwise themselves.
        headers.CacheControl = "no-store";
    }
}
