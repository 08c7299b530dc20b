using System.Globalization;
using System.Reflection;
using Everlatch.Hosting.Faults;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;
using Everlatch.Server.Faults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Everlatch.Server.Api.Reference;

/// <summary>Adds to each operation what the pipeline around it does, so that no route has to repeat it.</summary>
internal sealed class OperationRules : IOpenApiOperationTransformer
{
    public async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var parameters =
            metadata.OfType<MethodInfo>().First().GetParameters().Select(parameter => parameter.ParameterType).ToHashSet();
        var scope = metadata.OfType<RequiredScope>().First().Scope;
        operation.Security = [new OpenApiSecurityRequirement
        {
            [new OpenApiSecuritySchemeReference(DocumentRules.Scheme, context.Document)] = [scope],
        }];
        operation.Description = $"Scope `{scope}`." + (metadata.OfType<OpenToTenants>().Any() ? " Open to tenants." : "");
        operation.Parameters = [.. (operation.Parameters ?? []).Where(parameter =>
            parameter.In is ParameterLocation.Path or ParameterLocation.Query
            && !parameters.Any(type => type == typeof(Paging) && parameter.Name == "paging"))];
        AddParameters(operation, metadata, parameters);

        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken);
        operation.Responses ??= [];
        foreach (var (status, description) in Refusals(operation, metadata, parameters))
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } },
            });
        }
    }

    private static void AddParameters(OpenApiOperation operation, IList<object> metadata, HashSet<Type> parameters)
    {
        if (parameters.Contains(typeof(Paging)))
        {
            operation.Parameters!.Add(Parameter("limit", ParameterLocation.Query, false, "At most so many.", new OpenApiSchema
            {
                Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "100", Default = Paging.DefaultLimit,
            }));
            operation.Parameters.Add(
                Parameter("after", ParameterLocation.Query, false, "The 'next' of the page before.", Text()));
        }

        if (parameters.Contains(typeof(IfMatch)))
        {
            operation.Parameters!.Add(
                Parameter("If-Match", ParameterLocation.Header, true, "The ETag that the change was made from.", Text()));
        }

        if (metadata.OfType<IdempotentRoute>().Any())
        {
            operation.Parameters!.Add(Parameter(
                "Idempotency-Key", ParameterLocation.Header, false, "The same key with the same request is done once.", Text()));
        }
    }

    private static IEnumerable<(int Status, string Description)> Refusals(
        OpenApiOperation operation, IList<object> metadata, HashSet<Type> parameters)
    {
        yield return (401, "No access token, or one that does not count.");
        yield return (403, "The token lacks the scope.");
        yield return (404, "Not there, or not for this caller.");
        yield return (429, "Too many requests; see Retry-After.");
        yield return (503, "A part is down; see Retry-After.");
        if (operation.RequestBody is not null || parameters.Contains(typeof(Paging)))
        {
            yield return (400, "The request is not what was expected.");
        }

        if (operation.RequestBody is not null)
        {
            yield return (413, "The body is too large.");
            yield return (415, "The body is not JSON.");
            yield return (422, "A member of the body is refused, or the idempotency key was used for another request.");
        }

        if (operation.RequestBody is not null || metadata.OfType<IdempotentRoute>().Any())
        {
            yield return (409, "It conflicts with something that is there, or the first request with this key has not ended.");
        }

        if (parameters.Contains(typeof(IfMatch)))
        {
            yield return (412, "It changed since that version.");
            yield return (428, "If-Match is missing.");
        }
    }

    private static OpenApiParameter Parameter(
        string name, ParameterLocation place, bool required, string description, OpenApiSchema schema) =>
        new() { Name = name, In = place, Required = required, Description = description, Schema = schema };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
