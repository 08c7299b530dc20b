using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace Everlatch.Server.Api.Reference;

/// <summary>The reference of the management API: the OpenAPI document, and a page to browse it.</summary>
internal static class ReferenceFeature
{
    private const string DocumentPath = "/api/openapi.json";
    private const string PagePath = "/api/docs";

    /// <summary>Registers it.</summary>
    public static IServiceCollection AddReference(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            options.ShouldInclude = route =>
                route.RelativePath?.StartsWith(ManagementFeature.Prefix[1..], StringComparison.Ordinal) == true;
            options.AddDocumentTransformer<DocumentRules>();
            options.AddOperationTransformer<OperationRules>();
            options.AddSchemaTransformer<SchemaRules>();
        });

    /// <summary>Maps it. Both are public: they say nothing that the source does not.</summary>
    public static IEndpointRouteBuilder MapReference(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(DocumentPath);
        routes.MapScalarApiReference(PagePath, Configure);
        return routes;
    }

    // Everything comes from this server: the viewer and its helper are embedded in the package, fonts are the reader's own.
    private static void Configure(ScalarOptions options, HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        options.Title = "Everlatch management API";
        options.OpenApiRoutePattern = DocumentPath;
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.Agent = new ScalarAgentOptions { Disabled = true };
        options.Nonce = nonce;

        // The viewer styles itself inline. It runs no script but these, talks to this host alone, and may be framed by nobody.
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "font-src 'self' data:; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
    }
}
