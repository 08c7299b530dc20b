using System.CommandLine;
using System.Text.Json.Nodes;

namespace Everlatch.Cli.Management;

/// <summary><c>… secret list|add|remove</c> of applications and machine clients.</summary>
internal static class SecretVerbs
{
    /// <summary>The verbs for clients of an area.</summary>
    public static Command Create(string area)
    {
        var client = new Argument<string>("client") { Description = "The client's id." };
        var secret = new Argument<string>("secret") { Description = "The secret's id." };
        var days = new Option<int?>("--days") { Description = "Days until it stops counting; else it does not." };
        string Path(Session session) => Verb.At(area, session.Value(client)) + "/secrets";
        return new Command("secret", "Secrets: at most two alive, so that one can be rotated without downtime.")
        {
            Verb.Create(
                "list",
                "List them, without the secrets themselves.",
                async (session, ct) => session.Output.List(
                    await session.Client.ListAsync(await session.PathAsync(Path(session), ct), ct),
                    "id",
                    "created_at",
                    "expires_at"),
                client),
            Verb.Create(
                "add",
                "Add one; it is shown this once.",
                async (session, ct) => session.Output.Item(await session.Client.PostAsync(
                    await session.PathAsync(Path(session), ct),
                    new JsonObject().With("expires_at", End(session.Value(days))),
                    ct)),
                client,
                days),
            Verb.Create(
                "remove",
                "Take one away at once.",
                async (session, ct) =>
                {
                    await session.Client.DeleteAsync(
                        await session.PathAsync(Verb.At(Path(session), session.Value(secret)), ct), null, ct);
                    session.Output.Done($"{session.Value(secret)} is removed.");
                },
                client,
                secret),
        };
    }

    private static string? End(int? days) =>
        days is { } count ? TimeProvider.System.GetUtcNow().AddDays(count).ToString("O") : null;
}
