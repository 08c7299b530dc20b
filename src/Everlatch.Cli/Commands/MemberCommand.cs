using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch tenant member</c>: who belongs to a tenant, with which roles.</summary>
internal static class MemberCommand
{
    private static readonly string[] ReadOnly = ["tenant", "user", "created_at", "updated_at"];

    private static readonly Argument<string> Tenant = new("tenant") { Description = "The tenant's id." };
    private static readonly Argument<string> User = new("user") { Description = "The user's id." };
    private static readonly Option<string[]> Roles = new("--role") { Description = "Key of a role; may be repeated." };

    /// <summary>The verb.</summary>
    public static Command Create() => new("member", "Members of a tenant.")
    {
        Verb.Create(
            "list",
            "List them.",
            async (session, ct) => session.Output.List(
                await session.Client.ListAsync(await session.PathAsync(Area(session), ct), ct), "user", "email", "name", "roles"),
            Tenant),
        Verb.Create("add", "Add a user.", AddAsync, Tenant, User, Roles),
        Verb.Create("roles", "Give a member exactly these roles.", ChangeAsync, Tenant, User, Roles),
        Verb.Create("remove", "Take a member out of the tenant.", RemoveAsync, Tenant, User),
    };

    private static string Area(Session session) => Verb.At("/tenants", session.Value(Tenant)) + "/memberships";

    private static JsonObject Given(Session session) =>
        new JsonObject { ["roles"] = new JsonArray() }.With("roles", session.Value(Roles));

    private static async Task AddAsync(Session session, CancellationToken ct) =>
        session.Output.Item(await session.Client.PostAsync(
            await session.PathAsync(Area(session), ct), Given(session).With("user", session.Value(User)), ct));

    private static async Task ChangeAsync(Session session, CancellationToken ct) =>
        session.Output.Item(await session.EditAsync(
            await session.PathAsync(Verb.At(Area(session), session.Value(User)), ct),
            item => item.Take(Given(session)),
            ReadOnly,
            ct));

    private static async Task RemoveAsync(Session session, CancellationToken ct)
    {
        var path = await session.PathAsync(Verb.At(Area(session), session.Value(User)), ct);
        await session.Client.DeleteAsync(path, (await session.Client.GetAsync(path, ct)).ETag, ct);
        session.Output.Done($"{session.Value(User)} is no longer a member.");
    }
}
