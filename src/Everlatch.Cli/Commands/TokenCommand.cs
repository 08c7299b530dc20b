using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch token</c>: API tokens of tenants and users.</summary>
internal static class TokenCommand
{
    private const string Area = "/api-tokens";

    private static readonly Argument<string> Name = new("name") { Description = "A name for people." };
    private static readonly Argument<string> Tenant = new("tenant") { Description = "The tenant in whose name it acts." };
    private static readonly Option<string?> User = new("--user") { Description = "The user who owns it; else the tenant does." };
    private static readonly Option<string[]> Roles =
        new("--role") { Description = "Key of a role, for one that the tenant owns; may be repeated." };
    private static readonly Option<string[]> Permissions =
        new("--permission") { Description = "Such as invoices:read; may be repeated." };

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("token", "API tokens: credentials of a tenant or a user for their own scripts.")
    {
        Verb.List("List them.", Area, "id", "name", "tenant", "user", "last_used_at", "revoked_at"),
        Verb.Show("Read one.", Area),
        Verb.Create("create", "Make one; its secret is shown this once.", CreateAsync, Name, Tenant, User, Roles, Permissions),
        Verb.Delete("Revoke one; tokens got with it count no more.", Area, versioned: true),
        SecretVerbs.Create(Area),
    }.WithConnection();

    private static async Task CreateAsync(Session session, CancellationToken ct) =>
        session.Output.Item(await session.Client.PostAsync(
            await session.PathAsync(Area, ct),
            new JsonObject { ["permissions"] = new JsonArray() }
                .With("name", session.Value(Name))
                .With("tenant", session.Value(Tenant))
                .With("user", session.Value(User))
                .With("roles", session.Value(Roles))
                .With("permissions", session.Value(Permissions)),
            ct));
}
