using System.CommandLine;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch audit</c>: what happened, newest first.</summary>
internal static class AuditCommand
{
    private static readonly Option<string?> Kind = new("--kind") { Description = "Only this kind, such as signin.failed." };
    private static readonly Option<string?> User = new("--user") { Description = "Only what concerns this user." };
    private static readonly Option<string?> Tenant = new("--tenant") { Description = "Only what concerns this tenant." };
    private static readonly Option<int> Limit =
        new("--limit") { Description = "At most so many, up to 100.", DefaultValueFactory = _ => 50 };

    /// <summary>The verb.</summary>
    public static Command Create() =>
        Verb.Create("audit", "Search the audit trail, newest first.", SearchAsync, Kind, User, Tenant, Limit).WithConnection();

    private static async Task SearchAsync(Session session, CancellationToken ct)
    {
        var query = $"?limit={session.Value(Limit)}{Part("kind", session.Value(Kind))}{Part("user", session.Value(User))}"
            + Part("tenant", session.Value(Tenant));
        var (page, _) = await session.Client.GetAsync(await session.PathAsync("/audit-events" + query, ct), ct);
        session.Output.List(page["items"]!.AsArray(), "at", "kind", "outcome", "actor", "target", "address");
    }

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
