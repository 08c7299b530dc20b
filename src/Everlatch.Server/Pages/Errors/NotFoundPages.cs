namespace Everlatch.Server.Pages.Errors;

/// <summary>Answers a browser that asks for nothing that exists with a page instead of an empty 404.</summary>
internal static class NotFoundPages
{
    /// <summary>Looks at what came back from everything after it.</summary>
    public static void UseNotFoundPages(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        var isBare = context.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false, ContentType: null };
        if (isBare && ErrorPages.Speaks(context))
        {
            await ErrorPages.Of(StatusCodes.Status404NotFound).ExecuteAsync(context);
        }
    });
}
