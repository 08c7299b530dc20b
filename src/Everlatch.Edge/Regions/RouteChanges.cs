using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;

namespace Everlatch.Edge.Regions;

/// <summary>What of a region's directory its edges have to know: whole, or for the entries that changed.</summary>
internal sealed class RouteChanges(Region region, IIssuerDocuments documents)
{
    /// <summary>The region.</summary>
    public Region Region => region;

    /// <summary>Everything of a snapshot; an environment comes before its hosts.</summary>
    public IEnumerable<RouteEntry> Whole(DirectorySnapshot snapshot) =>
        snapshot.Environments.Values.Where(IsOurs).SelectMany(WithHosts).Where(IsNew());

    /// <summary>What those entries are in a snapshot. Saying one again, or too many, does no harm.</summary>
    public IEnumerable<RouteEntry> Of(DirectorySnapshot snapshot, IEnumerable<DirectoryChange> changes) =>
        changes.SelectMany(change => Of(snapshot, change)).Where(IsNew());

    // A template is said once in an answer, before the first environment that has it.
    private static Func<RouteEntry, bool> IsNew()
    {
        var said = new HashSet<DocumentTemplate>();
        return entry => entry is not RouteEntry.Metadata metadata || said.Add(metadata.Document);
    }

    private IEnumerable<RouteEntry> Of(DirectorySnapshot snapshot, DirectoryChange change) =>
        Enum.TryParse<DirectoryKind>(change.Kind, out var kind)
            ? kind switch
            {
                // It may have come here, with hosts that are not new.
                DirectoryKind.Environment => Find(snapshot, change.Environment) is { } here
                    ? WithHosts(here)
                    : [new RouteEntry.EnvironmentGone(change.Environment)],
                DirectoryKind.Key => Find(snapshot, change.Environment) is { } here ? Of(here) : [],
                DirectoryKind.Host => [Of(snapshot, HostName.Trusted(change.Entity))],
                _ => [],
            }
            : [];

    // An environment that moved elsewhere stays in the tables until it is cleared, and is announced by its new home.
    private bool IsOurs(DirectoryEnvironment environment) => environment.Region == region;

    private DirectoryEnvironment? Find(DirectorySnapshot snapshot, EnvironmentId id) =>
        snapshot.Environments.TryGetValue(id, out var environment) && IsOurs(environment) ? environment : null;

    // Whatever environment the change was told of: the host may have passed to another one since.
    private RouteEntry Of(DirectorySnapshot snapshot, HostName host) =>
        snapshot.Find(host) is { } here && IsOurs(here.Environment)
            ? Of(here.Host, here.Environment)
            : new RouteEntry.HostGone(host);

    private IEnumerable<RouteEntry> WithHosts(DirectoryEnvironment environment) =>
        Of(environment).Concat(environment.Hosts.Values.Select(host => Of(host, environment)));

    private static RouteEntry.Host Of(HostEntry host, DirectoryEnvironment environment) =>
        new(
            host.Name,
            environment.Id,
            host.Issuer == RouteIssuer.Usual(host.Name.Value) ? null : host.Issuer,
            host.Certificate);

    private IEnumerable<RouteEntry> Of(DirectoryEnvironment environment)
    {
        var metadata = documents.MetadataOf(environment);
        yield return new RouteEntry.Metadata(metadata);
        yield return new RouteEntry.Environment(environment.Id, documents.KeysOf(environment), metadata.Digest);
    }
}
