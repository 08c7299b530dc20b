using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch client</c>: machine clients.</summary>
internal static class ClientCommand
{
    private const string Area = "/machine-clients";
    private static readonly string[] ReadOnly = ["id", "created_at", "updated_at", "secret"];

    private static readonly Argument<string> Id = new("client") { Description = "The client's id." };
    private static readonly Argument<string> Name = new("name") { Description = "A name for people." };
    private static readonly Option<string?> NewName = new("--name") { Description = "A name for people." };
    private static readonly Option<int?> Seconds = new("--token-seconds") { Description = "Life of its access tokens." };
    private static readonly Option<bool?> Disabled = new("--disabled") { Description = "Whether it is switched off." };
    private static readonly Option<string[]> Grant = Grants.Option();

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("client", "Machine clients: they get tokens for themselves.")
    {
        Verb.List("List them.", Area, "id", "name", "disabled"),
        Verb.Show("Read one.", Area),
        Verb.Create("create", "Make one; its secret is shown this once.", CreateAsync, Name, Seconds, Grant),
        Verb.Create("update", "Change it.", UpdateAsync, Id, NewName, Seconds, Grant, Disabled),
        Verb.Delete("Take it away; its tokens count no more.", Area),
        SecretVerbs.Create(Area),
    }.WithConnection();

    private static async Task CreateAsync(Session session, CancellationToken ct)
    {
        var body = new JsonObject().With("name", session.Value(Name));
        await ApplyAsync(session, body, ct);
        session.Output.Item(await session.Client.PostAsync(await session.PathAsync(Area, ct), body, ct));
    }

    private static async Task UpdateAsync(Session session, CancellationToken ct)
    {
        var asked = new JsonObject().With("name", session.Value(NewName)).With("disabled", session.Value(Disabled));
        await ApplyAsync(session, asked, ct);
        var path = await session.PathAsync(Verb.At(Area, session.Value(Id)), ct);
        session.Output.Item(await session.EditAsync(path, item => item.Take(asked), ReadOnly, ct));
    }

    private static async Task ApplyAsync(Session session, JsonObject body, CancellationToken ct)
    {
        body.With("token_seconds", session.Value(Seconds));
        if (await Grants.ReadAsync(session, session.Value(Grant), ct) is { } grants)
        {
            body["apis"] = grants;
        }
    }
}
