using System.Text.Json.Nodes;

namespace Everlatch.Server.Tests.Isolation;

/// <summary>One operation of the management API, as its OpenAPI document describes it.</summary>
internal sealed record Operation(string Id, HttpMethod Method, string Path, bool OpenToTenants, bool HasBody, bool NeedsVersion)
{
    /// <summary>The ids in its path, such as <c>tenant</c>.</summary>
    public IReadOnlyList<string> Parameters { get; } =
        [.. Path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment[1..^1])];

    /// <summary>Every operation of a document.</summary>
    public static IReadOnlyList<Operation> Of(JsonNode document) =>
    [
        .. from path in document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           let parameters = operation.Value!["parameters"]?.AsArray().Select(parameter => (string?)parameter!["name"]).ToList()
               ?? []
           select new Operation(
               (string)operation.Value!["operationId"]!,
               HttpMethod.Parse(operation.Key),
               path.Key,
               ((string?)operation.Value["description"])!.Contains("Open to tenants", StringComparison.Ordinal),
               operation.Value["requestBody"] is not null,
               parameters.Contains("If-Match")),
    ];

    /// <summary>The path with ids in it.</summary>
    public string At(Func<string, string> valueOf) =>
        Parameters.Aggregate(Path, (path, name) => path.Replace($"{{{name}}}", valueOf(name), StringComparison.Ordinal));
}
