using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Everlatch.Server.Tests.Isolation;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>What a body may look like.</summary>
public sealed class BodyTests(ManagementServer<SqliteEngine> server) : IClassFixture<ManagementServer<SqliteEngine>>
{
    private const string Good =
        """{"audience":"https://body.test/AUD","name":"Body","scopes":[{"name":"read","description":"Read"}]}""";

    [Fact]
    public async Task A_complete_body_is_taken()
    {
        var owner = await server.OwnerAsync();

        var made = await owner.PostAsync($"{owner.Own}/apis", Good.Replace("AUD", "good", StringComparison.Ordinal));

        made.Is(HttpStatusCode.Created);
        Assert.Equal("\"1\"", made.ETag);
        Assert.Equal($"{owner.Own}/apis/{made.Id}", made.Headers.Location?.OriginalString);
        (await owner.GetAsync($"{owner.Own}/apis/{made.Id}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_list_of_nothing_is_refused_by_every_operation_that_takes_a_list()
    {
        var (admin, estate) = (await server.OperatorAsync(), await Estate.NewAsync(server, server.A));
        var document = (await admin.GetAsync("/api/openapi.json")).Is(HttpStatusCode.OK).Json!;
        var tried = 0;
        foreach (var operation in Operation.Of(document).Where(operation => operation.HasBody))
        {
            var example = JsonSerializer.SerializeToNode(ExampleBodies.Of(operation, estate))!.AsObject();
            var caller = operation.Parameters.Contains("environment") ? estate.Owner : admin;
            var path = operation.At(name => estate[name, operation.Path]);
            var version = operation.NeedsVersion ? await OperationCaller.VersionAsync(estate, path) : "\"1\"";
            foreach (var list in ListsOf(document, operation))
            {
                var body = example.DeepClone();
                body[list] = new JsonArray((JsonNode?)null);
                var request = ManagementCaller.Raw(body.ToJsonString());

                var answer = await caller.SendAsync(operation.Method, path, request, ("If-Match", version));

                answer.Refuses(400, "EL1605");
                tried++;
            }
        }

        Assert.True(tried > 10, $"Only {tried} lists: the document lost its bodies.");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"audience":"https://x/","name":"X",}""")]
    [InlineData("""{"audience":"https://x/","name":"X"} x""")]
    [InlineData("""{"audience":"https://x/","name":"X" /* comment */}""")]
    [InlineData("""{"audience":"https://x/","name":null}""")]
    [InlineData("""{"audience":"https://x/","name":7}""")]
    [InlineData("""{"audience":"https://x/"}""")]
    [InlineData("""{"audience":"https://x/","name":"X","colour":"red"}""")]
    [InlineData("""{"audience":"https://x/","name":"X","name":"Y"}""")]
    [InlineData("""{"audience":"https://x/","Name":"X"}""")]
    [InlineData("""{"audience":"https://x/","name":"X","token_seconds":"600"}""")]
    public async Task A_malformed_body_is_refused(string body)
    {
        var owner = await server.OwnerAsync();

        var answer = await owner.PostAsync($"{owner.Own}/apis", body);

        answer.Refuses(400, "EL1605");
        Assert.DoesNotContain("Everlatch.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"audience":"https://x/","name":"X","colour":"red"}""", "colour")]
    [InlineData("""{"audience":"https://x/"}""", "name")]
    [InlineData("""{"audience":"https://x/","name":"X","name":"Y"}""", "name")]
    public async Task The_refusal_names_the_member(string body, string member)
    {
        var owner = await server.OwnerAsync();

        Assert.Equal(member, (string?)(await owner.PostAsync($"{owner.Own}/apis", body)).Json!["field"]);
    }

    [Fact]
    public async Task A_deep_body_is_refused()
    {
        var owner = await server.OwnerAsync();
        var deep = new string('[', 5000) + new string(']', 5000);

        (await owner.PostAsync($"{owner.Own}/apis", $$"""{"audience":"https://x/","name":"X","scopes":{{deep}}}"""))
            .Refuses(400, "EL1605");
    }

    [Fact]
    public async Task Invalid_utf8_is_refused()
    {
        var owner = await server.OwnerAsync();
        byte[] bytes =
        [
            .. Encoding.ASCII.GetBytes("""{"audience":"https://x/","name":" """), 0xC3, 0x28, .. Encoding.ASCII.GetBytes("\"}"),
        ];
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await owner.SendAsync(HttpMethod.Post, $"{owner.Own}/apis", content)).Refuses(400, "EL1605");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task Another_content_type_is_refused(string? type)
    {
        var owner = await server.OwnerAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Good));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        (await owner.SendAsync(HttpMethod.Post, $"{owner.Own}/apis", content)).Refuses(415, "EL1607");
    }

    [Fact]
    public async Task A_huge_body_is_refused_whether_it_tells_its_length_or_not()
    {
        var owner = await server.OwnerAsync();
        var huge = $$"""{"audience":"https://x/","name":"{{new string('x', 1024 * 1024)}}"}""";
        (await SendAsync(owner, huge, inChunks: false)).Refuses(413, "EL1606");
        (await SendAsync(owner, huge, inChunks: true)).Refuses(413, "EL1606");
    }

    [Fact]
    public async Task A_million_scopes_are_refused()
    {
        var owner = await server.OwnerAsync();
        var scopes = string.Join(',', Enumerable.Range(0, 5000).Select(i => $$"""{"name":"s{{i}}"}"""));

        (await owner.PostAsync($"{owner.Own}/apis", $$"""{"audience":"https://x/","name":"X","scopes":[{{scopes}}]}"""))
            .Refuses(422, "EL1653");
    }

    // A server that refuses in the middle of a body closes the connection, and the answer may be lost with what is still being
    // sent (RFC 9112 §9.6): then only asking again shows it.
    private async Task<Answer> SendAsync(ManagementCaller owner, string body, bool inChunks)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, $"{owner.Own}/apis"));
            request.Content = ManagementCaller.Raw(body);
            request.Headers.TransferEncodingChunked = inChunks;
            try
            {
                return await owner.SendAsync(request);
            }
            catch (HttpRequestException) when (attempt < 20)
            {
                // The connection went with the answer.
            }
        }
    }

    private static IEnumerable<string> ListsOf(JsonNode document, Operation operation)
    {
        var described = document["paths"]![operation.Path]![operation.Method.Method.ToLowerInvariant()]!;
        var schema = (string)described["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!;
        return document["components"]!["schemas"]![schema.Split('/')[^1]]!["properties"]!.AsObject()
            .Where(property => (string?)(property.Value!["type"] as JsonValue) == "array").Select(property => property.Key);
    }
}
