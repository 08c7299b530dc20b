using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch api</c>: APIs that accept access tokens.</summary>
internal static class ApiCommand
{
    private const string Area = "/apis";
    private static readonly string[] ReadOnly = ["id", "audience", "built_in", "created_at", "updated_at"];

    private static readonly Argument<string> Id = new("api") { Description = "The API's id." };
    private static readonly Argument<string> Name = new("name") { Description = "A name for people." };
    private static readonly Argument<string> Audience =
        new("audience") { Description = "The 'aud' of its tokens: an absolute URI." };
    private static readonly Option<string?> NewName = new("--name") { Description = "A name for people." };
    private static readonly Option<int?> Seconds = new("--token-seconds") { Description = "Longest life of its access tokens." };
    private static readonly Option<string[]> Scopes = new("--scope")
    {
        Description = "A scope, with what the consent page says after '=': invoices:read=See invoices; may be repeated.",
    };

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("api", "APIs that accept access tokens.")
    {
        Verb.List("List them.", Area, "id", "audience", "name"),
        Verb.Show("Read one.", Area),
        Verb.Create("create", "Make one.", CreateAsync, Name, Audience, Scopes, Seconds),
        Verb.Create("update", "Change its name, scopes and token life.", UpdateAsync, Id, NewName, Scopes, Seconds),
        Verb.Delete("Take one away that no client may ask for.", Area),
    }.WithConnection();

    private static async Task CreateAsync(Session session, CancellationToken ct)
    {
        var body = Asked(session).With("name", session.Value(Name)).With("audience", session.Value(Audience));
        session.Output.Item(await session.Client.PostAsync(await session.PathAsync(Area, ct), body, ct));
    }

    private static async Task UpdateAsync(Session session, CancellationToken ct)
    {
        var asked = Asked(session).With("name", session.Value(NewName));
        var path = await session.PathAsync(Verb.At(Area, session.Value(Id)), ct);
        session.Output.Item(await session.EditAsync(path, item => item.Take(asked), ReadOnly, ct));
    }

    private static JsonObject Asked(Session session)
    {
        var body = new JsonObject().With("token_seconds", session.Value(Seconds));
        if (session.Value(Scopes) is { Length: > 0 } scopes)
        {
            body["scopes"] = new JsonArray([.. scopes.Select(Scope)]);
        }

        return body;
    }

    private static JsonNode Scope(string scope)
    {
        var parts = scope.Split('=', 2);
        return new JsonObject { ["name"] = parts[0], ["description"] = parts.Length == 2 ? parts[1] : "" };
    }
}
