using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The rows of the first environment and its hosts. What people add later comes through the management API.</summary>
internal static class SeedStore
{
    private static readonly Statement InsertEnvironment = Statement.Write(
        "seed.environment",
        """
        insert into environments (id, name, region, settings_json, created_at, updated_at, version)
        values (@environment, @name, @region, @settings, @now, @now, 1)
        """);

    private static readonly Statement PutHost = Statement.Write(
        "seed.host",
        """
        insert into hosts (host_name, environment_id, issuer, is_primary, created_at)
        values (@host, @environment, @issuer, @primary, @now)
        on conflict (host_name) do update set issuer = @issuer where hosts.environment_id = @environment
        """);

    public static Task AddEnvironmentAsync(
        IStatements statements, EnvironmentId environment, string name, string region, DateTimeOffset now, CancellationToken ct) =>
        statements.ExecuteAsync(
            InsertEnvironment,
            new { environment, name, region, settings = Json.Write(new EnvironmentSettings { IsOperator = true }), now },
            ct);

    /// <summary>Adds a host, or lets its issuer follow the port.</summary>
    public static Task PutHostAsync(IStatements statements, EnvironmentId environment, HostEntry host, DateTimeOffset now, CancellationToken ct) =>
        statements.ExecuteAsync(
            PutHost,
            new { environment, host = host.Name, issuer = host.Issuer, primary = host.IsPrimary ? 1 : 0, now },
            ct);
}
