using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch env host</c>: the hosts that lead to an environment.</summary>
internal static class HostCommand
{
    private static readonly Argument<string> Host = new("host") { Description = "The host name, without port." };
    private static readonly Option<string?> Issuer =
        new("--issuer") { Description = "The issuer; else https at the standard port." };

    /// <summary>The verb.</summary>
    public static Command Create() => new("host", "The hosts that lead to an environment.")
    {
        Verb.List("List them.", "/hosts", "host", "issuer", "is_primary"),
        Verb.Create("add", "Let a host lead to it.", AddAsync, Host, Issuer),
        Verb.Create(
            "primary",
            "Choose the host that mails and pages name.",
            async (session, ct) => session.Output.Item(
                await session.Client.PostAsync(await session.PathAsync(Path(session) + "/primary", ct), null, ct)),
            Host),
        Verb.Create(
            "remove",
            "Take a host away.",
            async (session, ct) =>
            {
                await session.Client.DeleteAsync(await session.PathAsync(Path(session), ct), null, ct);
                session.Output.Done($"{session.Value(Host)} is removed.");
            },
            Host),
    };

    private static string Path(Session session) => Verb.At("/hosts", session.Value(Host));

    private static async Task AddAsync(Session session, CancellationToken ct) =>
        session.Output.Item(await session.Client.PostAsync(
            await session.PathAsync("/hosts", ct),
            new JsonObject().With("host", session.Value(Host)).With("issuer", session.Value(Issuer)),
            ct));
}
