using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;
using System.Collections.Immutable;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Reads hosts, into their environment and into the map from host to environment.</summary>
internal sealed class HostSource : IEntrySource
{
    // Few hosts have a look of their own, so that reading a million of them stays one pass.
    private const string Select =
        """
        select host_name, environment_id, issuer, is_primary, certificate, branding_json from hosts
        left join (
            select environment_id, host_name, branding_json from domains
            where branding_json is not null and state in ('verified', 'live')) as looks using (environment_id, host_name)
        """;

    private static readonly Statement All = DirectoryStatement.All("hosts", Select);
    private static readonly Statement One = DirectoryStatement.One("hosts", Select, "host_name");

    public DirectoryKind Kind => DirectoryKind.Host;

    public async Task<DirectorySnapshot> LoadAsync(DirectorySnapshot snapshot, IStatements statements, CancellationToken ct)
    {
        var rows = await statements.ListAsync<Row>(All, null, ct);
        var environments = snapshot.Environments.ToBuilder();
        foreach (var group in rows.Where(row => environments.ContainsKey(row.EnvironmentId)).GroupBy(row => row.EnvironmentId))
        {
            environments[group.Key] =
                environments[group.Key] with { Hosts = group.ToImmutableDictionary(row => row.HostName, row => row.ToEntry()) };
        }

        return snapshot with
        {
            Environments = environments.ToImmutable(),
            Hosts = rows.ToImmutableDictionary(row => row.HostName, row => row.EnvironmentId),
        };
    }

    public async Task<DirectorySnapshot> ReloadAsync(
        DirectorySnapshot snapshot, IStatements statements, EnvironmentId environment, string entity, CancellationToken ct)
    {
        var host = HostName.Trusted(entity);
        var row = await statements.FindAsync<Row>(One, new { environment, entity }, ct);
        if (!snapshot.Environments.TryGetValue(environment, out var before))
        {
            return snapshot;
        }

        // A host that another environment took over meanwhile is that one's by now; only our own claim goes.
        var ours = snapshot.Hosts.TryGetValue(host, out var owner) && owner == environment;
        return row is null
            ? snapshot with
            {
                Environments = snapshot.Environments.SetItem(environment, before with { Hosts = before.Hosts.Remove(host) }),
                Hosts = ours ? snapshot.Hosts.Remove(host) : snapshot.Hosts,
            }
            : snapshot with
            {
                Environments = snapshot.Environments.SetItem(
                    environment, before with { Hosts = before.Hosts.SetItem(host, row.ToEntry()) }),
                Hosts = snapshot.Hosts.SetItem(host, environment),
            };
    }

    private sealed record Row
    {
        public HostName HostName { get; init; }
        public EnvironmentId EnvironmentId { get; init; }
        public string Issuer { get; init; } = "";
        public long IsPrimary { get; init; }
        public string? BrandingJson { get; init; }
        public long? Certificate { get; init; }

        public HostEntry ToEntry() => new(HostName, Issuer, IsPrimary != 0)
        {
            Certificate = Certificate,
            Branding = BrandingJson is null ? null : Json.Read<Branding>(BrandingJson),
        };
    }
}
