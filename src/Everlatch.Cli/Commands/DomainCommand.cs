using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch domain</c>: custom domains.</summary>
internal static class DomainCommand
{
    private const string Area = "/domains";

    private static readonly Argument<string> Id = new("domain") { Description = "The domain's id." };
    private static readonly Argument<string> Host = new("host") { Description = "The host name, without port." };
    private static readonly Option<string?> Tenant =
        new("--tenant") { Description = "The id of the tenant whose it is; else the whole environment's." };

    private static readonly Option<int?> Hours = new("--hours") { Description = "How long a link lasts; else a week." };

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("domain", "Custom domains: hosts of customers, proven by DNS.")
    {
        Verb.List("List them.", Area, "id", "host", "tenant", "state", "reason", "checked_at"),
        Verb.Show("Read one, with the DNS records that prove it.", Area),
        Verb.Create("add", "Claim one; it prints the DNS records, of which either proves it.", AddAsync, Host, Tenant),
        Verb.Create(
            "verify",
            "Ask DNS about one now.",
            async (session, ct) => session.Output.Item(
                await session.Client.PostAsync(await session.PathAsync(Path(session) + "/verify", ct), null, ct)),
            Id),
        Verb.Create(
            "link", "Make a link to the page for whoever sets its DNS records; they need no account.", LinkAsync, Id, Hours),
        Verb.Create("remove", "Take one away; its host leads nowhere from then on.", RemoveAsync, Id),
    }.WithConnection();

    private static string Path(Session session) => Verb.At(Area, session.Value(Id));

    private static async Task AddAsync(Session session, CancellationToken ct) =>
        session.Output.Item(await session.Client.PostAsync(
            await session.PathAsync(Area, ct),
            new JsonObject().With("host", session.Value(Host)).With("tenant", session.Value(Tenant)),
            ct));

    private static async Task LinkAsync(Session session, CancellationToken ct) =>
        session.Output.Item(await session.Client.PostAsync(
            await session.PathAsync(Path(session) + "/links", ct), new JsonObject().With("hours", session.Value(Hours)), ct));

    private static async Task RemoveAsync(Session session, CancellationToken ct)
    {
        var path = await session.PathAsync(Path(session), ct);
        await session.Client.DeleteAsync(path, (await session.Client.GetAsync(path, ct)).ETag, ct);
        session.Output.Done($"{session.Value(Id)} is removed.");
    }
}
