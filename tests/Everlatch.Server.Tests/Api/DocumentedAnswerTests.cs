using System.Net;
using System.Text.Json.Nodes;
using Everlatch.Server.Tests.Isolation;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>What the API answers is what its OpenAPI document says: a client that was made from it reads every answer.</summary>
public sealed class DocumentedAnswerTests(ManagementServer<SqliteEngine> server) : IClassFixture<ManagementServer<SqliteEngine>>
{
    [Fact]
    public async Task Every_operation_answers_as_the_document_says()
    {
        var admin = await server.OperatorAsync();
        var document = (await admin.GetAsync("/api/openapi.json")).Is(HttpStatusCode.OK).Json!;
        var schema = new DocumentedSchema(document);
        var differences = new List<string>();
        foreach (var operation in Operation.Of(document))
        {
            var estate = await Estate.NewAsync(server, server.A);
            var caller = operation.Parameters.Contains("environment") ? estate.Owner : admin;
            var answer = await caller.SendAsync(operation, operation.At(name => estate[name, operation.Path]), estate);

            Assert.True((int)answer.Status is >= 200 and < 300, $"{operation.Id} answered {(int)answer.Status}: {answer.Text}");
            differences.AddRange(
                schema.Differences(operation.Path, operation.Method, answer).Select(text => $"{operation.Id}: {text}"));
        }

        Assert.Empty(differences);
    }

    [Fact]
    public async Task A_refusal_is_a_documented_problem()
    {
        var admin = await server.OperatorAsync();
        var schema = new DocumentedSchema((await admin.GetAsync("/api/openapi.json")).Json!);

        var answer = (await admin.PostAsync($"{admin.Own}/roles", new { key = "" })).Is(HttpStatusCode.BadRequest);

        Assert.Empty(schema.Differences("/api/v1/environments/{environment}/roles", HttpMethod.Post, answer));
    }

    [Fact]
    public async Task An_answer_that_is_not_documented_is_found()
    {
        var admin = await server.OperatorAsync();
        var schema = new DocumentedSchema((await admin.GetAsync("/api/openapi.json")).Json!);
        var tenants = await admin.GetAsync($"{admin.Own}/roles");
        var wrong = JsonNode.Parse("""{"items":[{"id":"rol_1","key":7}],"more":true}""");

        var differences = schema.Differences(
            "/api/v1/environments/{environment}/roles", HttpMethod.Get, tenants with { Json = wrong });

        Assert.Contains("$.next is missing", differences);
        Assert.Contains("$.more is not documented", differences);
        Assert.Contains("$.items[].key is integer, not string", differences);
        Assert.Contains("$.items[].id is 'rol_1', which does not match ^rol_[0-9a-hjkmnp-tv-z]{26}$", differences);
    }

    [Fact]
    public async Task Queries_are_named_as_members_are()
    {
        var admin = await server.OperatorAsync();
        var document = (await admin.GetAsync("/api/openapi.json")).Json!;

        foreach (var operation in Operation.Of(document))
        {
            var described = document["paths"]![operation.Path]![operation.Method.Method.ToLowerInvariant()]!;
            var queries = (described["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "query")
                .Select(parameter => (string)parameter!["name"]!);
            Assert.All(queries, name => Assert.Equal(name.ToLowerInvariant(), name));
        }
    }
}
