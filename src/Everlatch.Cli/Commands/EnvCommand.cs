using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch env</c>: environments and their hosts.</summary>
internal static class EnvCommand
{
    private static readonly string[] ReadOnly = ["id", "region", "is_operator", "created_at", "updated_at"];

    private static readonly Argument<string> Id = new("environment") { Description = "The environment's id." };
    private static readonly Argument<string> Name = new("name") { Description = "The name that people see." };
    private static readonly Option<string> Region =
        new("--region") { Description = "Where its people live.", DefaultValueFactory = _ => "eu" };
    private static readonly Option<string?> NewName = new("--name") { Description = "The name that people see." };
    private static readonly Option<string?> Logo = new("--logo-url") { Description = "https address of the logo." };
    private static readonly Option<string?> Color =
        new("--primary-color") { Description = "Colour of buttons and links, as #rrggbb." };
    private static readonly Option<bool?> SignUp = new("--sign-up-open") { Description = "Whether strangers may sign up." };

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("env", "Environments: isolated pools of users with their own issuer, keys and hosts.")
    {
        Verb.Create(
            "list",
            "List the environments that the client reaches.",
            async (session, ct) => session.Output.List(
                await session.Client.ListAsync("/environments", ct), "id", "name", "region")),
        Verb.Create(
            "show",
            "Read one.",
            async (session, ct) => session.Output.Item((await session.Client.GetAsync(Path(session), ct)).Item),
            Id),
        Verb.Create("create", "Make one.", CreateAsync, Name, Region),
        Verb.Create("update", "Change its name, look and settings.", UpdateAsync, Id, NewName, Logo, Color, SignUp),
        HostCommand.Create(),
    }.WithConnection();

    private static string Path(Session session) => Verb.At("/environments", session.Value(Id));

    private static async Task CreateAsync(Session session, CancellationToken ct) =>
        session.Output.Item(await session.Client.PostAsync(
            "/environments",
            new JsonObject().With("name", session.Value(Name)).With("region", session.Value(Region)),
            ct));

    private static async Task UpdateAsync(Session session, CancellationToken ct) =>
        session.Output.Item(await session.EditAsync(
            Path(session),
            item =>
            {
                item.With("name", session.Value(NewName));
                item["settings"]!.AsObject().With("sign_up_open", session.Value(SignUp));
                item["settings"]!["branding"]!.AsObject()
                    .With("logo_url", session.Value(Logo))
                    .With("primary_color", session.Value(Color));
            },
            ReadOnly,
            ct));
}
