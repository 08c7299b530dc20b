using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch app</c>: applications that people sign in to.</summary>
internal static class AppCommand
{
    private const string Area = "/applications";
    private static readonly string[] ReadOnly = ["id", "kind", "created_at", "updated_at", "secret"];

    private static readonly Argument<string> Id = new("application") { Description = "The application's id." };
    private static readonly Argument<string> Name = new("name") { Description = "The name that people see." };
    private static readonly Option<string?> NewName = new("--name") { Description = "The name that people see." };
    private static readonly Option<string> Kind =
        new("--kind") { Description = "web, spa, native or device.", DefaultValueFactory = _ => "web" };
    private static readonly Option<string[]> Redirects =
        new("--redirect-uri") { Description = "Where codes may be sent; may be repeated." };
    private static readonly Option<string[]> PostLogout = new("--post-logout-redirect-uri")
    {
        Description = "Where browsers may be sent after sign-out; may be repeated.",
    };

    private static readonly Option<string[]> Scopes =
        new("--scope") { Description = "openid, profile, email, offline_access; may be repeated." };
    private static readonly Option<bool?> FirstParty =
        new("--first-party") { Description = "Whether it is the owner's: nobody is asked for consent." };
    private static readonly Option<bool?> Disabled = new("--disabled") { Description = "Whether it is switched off." };
    private static readonly Option<string[]> Grant = Grants.Option();

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("app", "Applications that people sign in to.")
    {
        Verb.List("List them.", Area, "id", "name", "kind", "disabled"),
        Verb.Show("Read one.", Area),
        Verb.Create(
            "create",
            "Make one; a web application's secret is shown this once.",
            CreateAsync,
            Name, Kind, Redirects, PostLogout, Scopes, FirstParty, Grant),
        Verb.Create("update", "Change it.", UpdateAsync, Id, NewName, Redirects, PostLogout, Scopes, FirstParty, Grant, Disabled),
        Verb.Delete("Take it away; its tokens count no more.", Area),
        SecretVerbs.Create(Area),
    }.WithConnection();

    private static async Task CreateAsync(Session session, CancellationToken ct)
    {
        var body = new JsonObject().With("name", session.Value(Name)).With("kind", session.Value(Kind));
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
        body.With("redirect_uris", session.Value(Redirects))
            .With("post_logout_redirect_uris", session.Value(PostLogout))
            .With("scopes", session.Value(Scopes))
            .With("first_party", session.Value(FirstParty));
        if (await Grants.ReadAsync(session, session.Value(Grant), ct) is { } grants)
        {
            body["apis"] = grants;
        }
    }
}
