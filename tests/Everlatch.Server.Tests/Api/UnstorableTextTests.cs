using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Everlatch.Server.Tests.Isolation;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>PostgreSQL keeps no NUL in a text. A body that holds one is refused, on every engine.</summary>
public sealed class UnstorableTextTests(ManagementServer<SqliteEngine> server) : IClassFixture<ManagementServer<SqliteEngine>>
{
    [Fact]
    public async Task Every_text_of_every_body_is_refused_with_a_nul()
    {
        var (admin, estate) = (await server.OperatorAsync(), await Estate.NewAsync(server, server.A));
        var document = (await admin.GetAsync("/api/openapi.json")).Is(HttpStatusCode.OK).Json!;
        var wrong = new List<string>();
        var tried = 0;
        foreach (var operation in Operation.Of(document).Where(operation => operation.HasBody))
        {
            var example = JsonSerializer.SerializeToNode(ExampleBodies.Of(operation, estate))!.AsObject();
            var caller = operation.Parameters.Contains("environment") ? estate.Owner : admin;
            var path = operation.At(name => estate[name, operation.Path]);
            foreach (var (place, body) in WithNul(example))
            {
                var version = operation.NeedsVersion ? await OperationCaller.VersionAsync(estate, path) : "\"1\"";
                var answer = await caller.SendAsync(
                    operation.Method, path, ManagementCaller.Raw(body.ToJsonString()), ("If-Match", version));
                if ((int)answer.Status is < 400 or >= 500)
                {
                    wrong.Add($"{operation.Id} {place}: {(int)answer.Status} {answer.Text}");
                }

                tried++;
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried > 20, $"Only {tried} texts: the document lost its bodies.");
    }

    // Each text of a body in turn, with a NUL inside.
    private static IEnumerable<(string Place, JsonObject Body)> WithNul(JsonObject example)
    {
        foreach (var place in PlacesOf(example, "$"))
        {
            var body = example.DeepClone().AsObject();
            var at = PlaceIn(body, place);
            var text = at.GetValue<string>();
            at.ReplaceWith(text.Insert(text.Length / 2, "\0"));
            yield return (place, body);
        }
    }

    private static IEnumerable<string> PlacesOf(JsonNode? node, string place) => node switch
    {
        JsonObject item => item.SelectMany(member => PlacesOf(member.Value, $"{place}.{member.Key}")),
        JsonArray list => list.SelectMany((member, i) => PlacesOf(member, $"{place}.{i}")),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [place],
        _ => [],
    };

    private static JsonNode PlaceIn(JsonNode body, string place) =>
        place.Split('.').Skip(1).Aggregate(
            body, (node, step) => node is JsonArray list ? list[int.Parse(step, null)]! : node[step]!);
}
