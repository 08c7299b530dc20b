using System.Net;
using System.Text.Json.Nodes;
using Everlatch.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Api;

/// <summary>The OpenAPI document says everything, and the page that shows it loads nothing from elsewhere.</summary>
public sealed class ReferenceTests(ManagementServer<SqliteEngine> server) : IClassFixture<ManagementServer<SqliteEngine>>
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    [Fact]
    public async Task Every_route_is_in_the_document_and_nothing_else()
    {
        var document = await DocumentAsync();
        var described = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));

        var mapped =
            server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Select(method => $"{method} {route.RoutePattern.RawText!.TrimEnd('/')}"));

        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_says_who_may_call_it_what_it_does_and_how_it_refuses()
    {
        foreach (var (name, operation) in Operations(await DocumentAsync()))
        {
            Assert.False(string.IsNullOrEmpty((string?)operation["summary"]), name);
            Assert.False(string.IsNullOrEmpty((string?)operation["operationId"]), name);
            Assert.NotEmpty(operation["tags"]!.AsArray());
            Assert.Single(operation["security"]![0]!["oauth2"]!.AsArray());
            var responses = operation["responses"]!.AsObject();
            Assert.Contains(responses, response => response.Key.StartsWith('2'));
            foreach (var status in new[] { "401", "403", "404", "429", "503" })
            {
                Assert.NotNull(responses[status]!["content"]!["application/problem+json"]!["schema"]);
            }
        }
    }

    [Fact]
    public async Task Operation_ids_are_unique()
    {
        var ids = Operations(await DocumentAsync()).Select(operation => (string)operation.Operation["operationId"]!).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Every_reference_in_the_document_leads_somewhere()
    {
        var document = await DocumentAsync();

        foreach (var reference in References(document))
        {
            Assert.StartsWith("#/", reference, StringComparison.Ordinal);
            var node = reference[2..].Split('/').Aggregate((JsonNode?)document, (at, step) => at?[step]);
            Assert.True(node is not null, reference);
        }
    }

    [Fact]
    public async Task Parameters_name_paging_versions_and_idempotency_keys()
    {
        var paths = (await DocumentAsync())["paths"]!;
        string Names(string path, string method) =>
            string.Join(
                ' ', paths[path]![method]!["parameters"]!.AsArray().Select(parameter => (string?)parameter!["name"]).Order());

        Assert.Equal("after environment limit", Names("/api/v1/environments/{environment}/apis", "get"));
        Assert.Equal("environment Idempotency-Key", Names("/api/v1/environments/{environment}/apis", "post"));
        Assert.Equal("api environment If-Match", Names("/api/v1/environments/{environment}/apis/{api}", "put"));
    }

    [Fact]
    public async Task The_page_runs_only_scripts_of_this_server()
    {
        var caller = new ManagementCaller(server.Address, server.HostOf(server.Operator), server.Operator);

        var page = await caller.GetAsync("/api/docs");
        if (page.Status is HttpStatusCode.Redirect or HttpStatusCode.MovedPermanently or HttpStatusCode.Found)
        {
            page = await caller.GetAsync("/api/docs/");
        }

        page.Is(HttpStatusCode.OK);
        var csp = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self' 'nonce-", csp, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", csp, StringComparison.Ordinal);
        Assert.DoesNotContain("cdn.", page.Text, StringComparison.Ordinal);
        foreach (var script in page.Text.Split("<script").Skip(1))
        {
            Assert.Contains("nonce=\"", script[..script.IndexOf('>', StringComparison.Ordinal)], StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Where(operation => Methods.Contains(operation.Key))
            .Select(operation => ($"{operation.Key} {path.Key}", operation.Value!)));

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(member =>
            member.Key == "$ref" ? [(string)member.Value!] : References(member.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private async Task<JsonNode> DocumentAsync()
    {
        var caller = new ManagementCaller(server.Address, server.HostOf(server.Operator), server.Operator);
        return (await caller.GetAsync("/api/openapi.json")).Is(HttpStatusCode.OK).Json!;
    }
}
