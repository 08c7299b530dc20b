using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch tenant invitation</c>: who was asked to join a tenant.</summary>
internal static class InvitationCommand
{
    private static readonly Argument<string> Tenant = new("tenant") { Description = "The tenant's id." };
    private static readonly Argument<string> Email = new("email") { Description = "The mailbox that it goes to." };
    private static readonly Argument<string> Id = new("invitation") { Description = "The invitation's id." };
    private static readonly Option<string[]> Roles = new("--role") { Description = "Key of a role; may be repeated." };

    /// <summary>The verb.</summary>
    public static Command Create() => new("invitation", "Invitations to a tenant.")
    {
        Verb.Create(
            "list",
            "List them.",
            async (session, ct) => session.Output.List(
                await session.Client.ListAsync(await session.PathAsync(Area(session), ct), ct), "id", "email", "roles",
                "expires_at", "accepted_at"),
            Tenant),
        Verb.Create(
            "send",
            "Invite a mailbox.",
            async (session, ct) => session.Output.Item(await session.Client.PostAsync(
                await session.PathAsync(Area(session), ct),
                new JsonObject { ["roles"] = new JsonArray() }.With("email", session.Value(Email)).With(
                    "roles", session.Value(Roles)),
                ct)),
            Tenant,
            Email,
            Roles),
        Verb.Create(
            "revoke",
            "Take an invitation back.",
            async (session, ct) =>
            {
                var path = await session.PathAsync(Verb.At(Area(session), session.Value(Id)), ct);
                await session.Client.DeleteAsync(path, (await session.Client.GetAsync(path, ct)).ETag, ct);
                session.Output.Done($"{session.Value(Id)} is revoked.");
            },
            Tenant,
            Id),
    };

    private static string Area(Session session) => Verb.At("/tenants", session.Value(Tenant)) + "/invitations";
}
