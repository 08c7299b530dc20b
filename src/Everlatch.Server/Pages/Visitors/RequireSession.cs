using Everlatch.Directory;
using Everlatch.Identity.Sessions;
using Everlatch.Server.Pages.Navigation;

namespace Everlatch.Server.Pages.Visitors;

/// <summary>Lets only people who are signed in through; anybody else signs in first and comes back.</summary>
internal sealed class RequireSession(FindSession find) : IEndpointFilter
{
    /// <inheritdoc />
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await find.RunAsync(http.Here().Environment, SessionCookie.Read(http), http.RequestAborted) is not { } session)
        {
            return new SeeOther(Back(http).Through("/signin"));
        }

        http.Features.Set(session);
        return await next(context);
    }

    // What a form was about to do is not done after all; the page with the form is where to go on.
    private static ReturnPath Back(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
            ? ReturnPath.Of(context)
            : ReturnPath.Parse(context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent());
}
