using System.Security.Cryptography;

namespace Everlatch.Server.Pages.Layout;

/// <summary>
/// The style sheet of every page, embedded in the build and named by its content, so that browsers keep it for ever.
/// </summary>
internal static class Stylesheet
{
    private static readonly byte[] Content = Read();

    /// <summary>Its address: another content has another address.</summary>
    public static readonly string Address = $"/assets/{Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 8))}.css";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Address, (HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(Content, "text/css; charset=utf-8");
    });

    private static byte[] Read()
    {
        using var resource = typeof(Stylesheet).Assembly.GetManifestResourceStream("everlatch.css")!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
