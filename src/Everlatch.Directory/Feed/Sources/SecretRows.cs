using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Reads the secrets of clients, which stand in one table for applications, machine clients and API tokens.</summary>
internal static class SecretRows
{
    private const string Select = "select id, client_id, sha256, expires_at from client_secrets";

    private static readonly Statement All = Statement
        .Read("directory.load_secrets", Select + " where substr(client_id, 1, 4) = @prefix order by id")
        .AcrossEnvironments("the directory holds every environment")
        .AlsoFromStandby();

    private static readonly Statement OfClient = Statement
        .Read("directory.reload_secrets", Select + " where environment_id = @environment and client_id = @entity order by id")
        .AlsoFromStandby();

    /// <summary>Secrets by client_id: of one client, or of all clients whose ids have the prefix.</summary>
    public static async Task<ILookup<string, ClientSecret>> ReadAsync(
        IStatements statements, string prefix, EntryKey? only, CancellationToken ct)
    {
        // Not a range of ids: where it begins and ends depends on the database's collation.
        var rows = only is { } key
            ? await statements.ListAsync<Row>(OfClient, new { environment = key.Environment, entity = key.Entity }, ct)
            : await statements.ListAsync<Row>(All, new { prefix = prefix + "_" }, ct);
        return rows.ToLookup(row => row.ClientId, row => new ClientSecret(row.Id, row.Sha256, row.ExpiresAt));
    }

    /// <summary>The secrets of one client.</summary>
    public static ImmutableArray<ClientSecret> Of(this ILookup<string, ClientSecret> secrets, string client) =>
        [.. secrets[client]];

    private sealed record Row
    {
        public SecretId Id { get; init; }
        public string ClientId { get; init; } = "";
        public byte[] Sha256 { get; init; } = [];
        public DateTimeOffset? ExpiresAt { get; init; }
    }
}
