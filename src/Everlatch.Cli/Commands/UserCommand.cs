using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch user</c>: people.</summary>
internal static class UserCommand
{
    private const string Area = "/users";

    private static readonly Argument<string> Id = new("user") { Description = "The user's id." };
    private static readonly Argument<string> Email = new("email") { Description = "Their e-mail address." };
    private static readonly Argument<string> Name = new("name") { Description = "Their name." };
    private static readonly Option<bool?> Verified =
        new("--email-verified") { Description = "Whether the mailbox is known to be theirs." };

    /// <summary>The verb. Passwords are no option: people choose theirs by a link.</summary>
    public static Command Create() => new Command("user", "People.")
    {
        Verb.List("List them.", Area, "id", "email", "name", "disabled_at"),
        Verb.Show("Read one.", Area),
        Verb.Create(
            "create",
            "Make one; they choose a password by a reset link.",
            async (session, ct) => session.Output.Item(await session.Client.PostAsync(
                await session.PathAsync(Area, ct),
                new JsonObject()
                    .With("email", session.Value(Email))
                    .With("name", session.Value(Name))
                    .With("email_verified", session.Value(Verified)),
                ct)),
            Email,
            Name,
            Verified),
        Verb.Act("disable", "Switch them off: they cannot sign in, and their sessions end.", Area),
        Verb.Act("enable", "Switch them on again.", Area),
        Verb.Delete("Take them away with everything that is theirs.", Area, versioned: true),
        Verb.Create(
            "sessions",
            "List their live sessions.",
            async (session, ct) => session.Output.List(
                await session.Client.ListAsync(await session.PathAsync(Sessions(session), ct), ct),
                "id",
                "created_at",
                "last_seen_at",
                "address"),
            Id),
        Verb.Create(
            "sign-out",
            "End all their sessions.",
            async (session, ct) =>
            {
                await session.Client.DeleteAsync(await session.PathAsync(Sessions(session), ct), null, ct);
                session.Output.Done($"{session.Value(Id)} is signed out everywhere.");
            },
            Id),
    }.WithConnection();

    private static string Sessions(Session session) => Verb.At(Area, session.Value(Id)) + "/sessions";
}
