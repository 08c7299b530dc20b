using System.Runtime.CompilerServices;
using Everlatch.Directory;
using Microsoft.Net.Http.Headers;

namespace Everlatch.Server.Pages.Branding;

/// <summary>Serves the colours of the environment that a request arrived at.</summary>
internal static class BrandEndpoint
{
    private const string Path = "/branding.css";
    private static readonly ConditionalWeakTable<Everlatch.Directory.Entries.Branding, BrandSheet> Sheets = [];

    /// <summary>The address to link to; it changes with the colours.</summary>
    public static string Address(HttpContext context) => $"{Path}?v={SheetOf(context).Version}";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Handle);

    private static IResult Handle(HttpContext context)
    {
        var sheet = SheetOf(context);
        context.Response.Headers.CacheControl =
            context.Request.Query["v"] == sheet.Version ? "public, max-age=31536000, immutable" : "no-cache";
        return NotModified(context, sheet)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Text(sheet.Text, "text/css; charset=utf-8");
    }

    private static bool NotModified(HttpContext context, BrandSheet sheet)
    {
        var tag = new EntityTagHeaderValue($"\"{sheet.Version}\"");
        context.Response.GetTypedHeaders().ETag = tag;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
    }

    // The directory's values are immutable and swapped whole: a sheet lives exactly as long as the branding it was made from.
    private static BrandSheet SheetOf(HttpContext context) =>
        Sheets.GetValue(context.Here().Branding, BrandSheet.Of);
}
