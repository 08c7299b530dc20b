using Everlatch.Directory;
using Everlatch.Server.Pages.Errors;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.Consent;

/// <summary>Asks a person whether an application of somebody else may act for them.</summary>
internal static class ConsentEndpoint
{
    private const string Path = "/consent";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ShowAsync);
        pages.MapPost(Path, HandleAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IConsent consent, CancellationToken ct) =>
        await consent.FindAsync(context.Here(), ReturnPath.Of(context).Value, ct) is { } request
            ? new Page<ConsentPage, ConsentView>(new ConsentView(context.SignedIn().Email, request))
            : ErrorPages.Of(StatusCodes.Status400BadRequest);

    private static async Task<IResult> HandleAsync(HttpContext context, IConsent consent, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var address = ReturnPath.Of(context).Value;
        if (await consent.FindAsync(context.Here(), address, ct) is not { } request)
        {
            return ErrorPages.Of(StatusCodes.Status400BadRequest);
        }

        if (form["decision"] != "allow")
        {
            return new SeeOther(consent.Deny(address));
        }

        await consent.AllowAsync(context.Here(), context.SignedIn(), request, ct);
        return new SeeOther(address);
    }
}
