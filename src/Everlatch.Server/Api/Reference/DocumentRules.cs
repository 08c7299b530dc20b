using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Everlatch.Server.Api.Reference;

/// <summary>What the document says as a whole: what the API is, and how a caller proves who it is.</summary>
internal sealed class DocumentRules : IOpenApiDocumentTransformer
{
    /// <summary>The security scheme's name.</summary>
    public const string Scheme = "oauth2";

    private const string Description =
        """
        Manages environments and everything in them.

        **Who may call.** A machine client with an access token for the resource `urn:everlatch:management`, got by
        client_credentials at `/oauth2/token`. Each route names the scope that it asks for; `operator` reaches every
        environment. Routes marked *tenants* also take tokens of people and API tokens, within their own tenant.

        **Lists** take `limit` (1 to 100) and `after`, the `next` of the page before. **Changes** name the version they were
        made from: `If-Match` with the `ETag` that was read. **Creates** take an `Idempotency-Key`: told twice, done once, for a
        day. **Refusals** are `application/problem+json` (RFC 9457) with a stable `id`; docs/errors has a page for each.
        """;

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Everlatch management API", Version = "v1", Description = Description };

        // The document is the same at every host; addresses are relative to the one it was read from.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = $"The token request names resource={ManagementScopes.Audience}.",
            Flows = new OpenApiOAuthFlows
            {
                ClientCredentials = new OpenApiOAuthFlow
                {
                    TokenUrl = new Uri("/oauth2/token", UriKind.Relative),
                    Scopes = ManagementScopes.All.ToDictionary(scope => scope, ManagementScopes.DescriptionOf),
                },
            },
        };
        return Task.CompletedTask;
    }
}
