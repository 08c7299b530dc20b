using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch role</c>: what members of tenants may be allowed.</summary>
internal static class RoleCommand
{
    private const string Area = "/roles";
    private static readonly string[] ReadOnly = ["id", "key", "created_at", "updated_at"];

    private static readonly Argument<string> Id = new("role") { Description = "The role's id." };
    private static readonly Argument<string> Key = new("key") { Description = "The short name that tokens carry." };
    private static readonly Argument<string> Name = new("name") { Description = "A name for people." };
    private static readonly Option<string?> NewName = new("--name") { Description = "A name for people." };
    private static readonly Option<string[]> Permissions =
        new("--permission") { Description = "Such as invoices:read; may be repeated." };

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("role", "Roles: named sets of permissions, the same in every tenant.")
    {
        Verb.List("List them.", Area, "id", "key", "name", "permissions"),
        Verb.Show("Read one.", Area),
        Verb.Create("create", "Make one.", CreateAsync, Key, Name, Permissions),
        Verb.Create("update", "Change what it is called and allows.", UpdateAsync, Id, NewName, Permissions),
        Verb.Delete("Delete one that nobody has.", Area, versioned: true),
    }.WithConnection();

    private static async Task CreateAsync(Session session, CancellationToken ct)
    {
        var body = new JsonObject { ["permissions"] = new JsonArray() }
            .With("key", session.Value(Key))
            .With("name", session.Value(Name))
            .With("permissions", session.Value(Permissions));
        session.Output.Item(await session.Client.PostAsync(await session.PathAsync(Area, ct), body, ct));
    }

    private static async Task UpdateAsync(Session session, CancellationToken ct)
    {
        var asked = new JsonObject().With("name", session.Value(NewName)).With("permissions", session.Value(Permissions));
        var path = await session.PathAsync(Verb.At(Area, session.Value(Id)), ct);
        session.Output.Item(await session.EditAsync(path, item => item.Take(asked), ReadOnly, ct));
    }
}
