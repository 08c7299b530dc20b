using Everlatch.Core.Ids;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Everlatch.Server.Api.Reference;

/// <summary>Ids are strings with a prefix, times are RFC 3339; the schema generator sees only their converters.</summary>
internal sealed class SchemaRules : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)))
        {
            var prefix = (string)type.GetProperty(nameof(UserId.Prefix))!.GetValue(null)!;
            schema.Type = JsonSchemaType.String;
            schema.Pattern = $"^{prefix}_[0-9a-hjkmnp-tv-z]{{26}}$";
            schema.Examples = [prefix + "_01h2xcejqtf2nbrexx3vqjhp41"];
        }

        if (type == typeof(DateTimeOffset))
        {
            // A member may be null in a body; a parameter is there or left out.
            var mayBeNull = type != context.JsonTypeInfo.Type && context.ParameterDescription is null;
            schema.Type = mayBeNull ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
            schema.Format = "date-time";
        }

        return Task.CompletedTask;
    }
}
