using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch tenant</c>: customer organisations.</summary>
internal static class TenantCommand
{
    private const string Area = "/tenants";
    private static readonly string[] ReadOnly = ["id", "key", "disabled_at", "created_at", "updated_at"];

    private static readonly Argument<string> Id = new("tenant") { Description = "The tenant's id." };
    private static readonly Argument<string> Key = new("key") { Description = "Its short name, which never changes." };
    private static readonly Argument<string> Name = new("name") { Description = "The name that people see." };

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("tenant", "Tenants: customer organisations, their members and invitations.")
    {
        Verb.List("List them.", Area, "id", "key", "name", "disabled_at"),
        Verb.Show("Read one.", Area),
        Verb.Create(
            "create",
            "Make one.",
            async (session, ct) => session.Output.Item(await session.Client.PostAsync(
                await session.PathAsync(Area, ct),
                new JsonObject().With("key", session.Value(Key)).With("name", session.Value(Name)),
                ct)),
            Key,
            Name),
        Verb.Create("rename", "Change the name that people see.", RenameAsync, Id, Name),
        Verb.Act("disable", "Switch it off: nobody gets tokens in it.", Area),
        Verb.Act("enable", "Switch it on again.", Area),
        Verb.Delete("Take it away with everything in it.", Area, versioned: true),
        MemberCommand.Create(),
        InvitationCommand.Create(),
    }.WithConnection();

    private static async Task RenameAsync(Session session, CancellationToken ct) =>
        session.Output.Item(await session.EditAsync(
            await session.PathAsync(Verb.At(Area, session.Value(Id)), ct),
            item => item.With("name", session.Value(Name)),
            ReadOnly,
            ct));
}
