using System.Collections.Immutable;
using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Edge.Regions;

namespace Everlatch.Edge.Tests.Regions;

/// <summary>A region's directory in memory that a test changes as the database would be changed, and what publishes it.</summary>
internal sealed class SampleRegion : IDirectory, IIssuerDocuments, IDisposable
{
    private static readonly DocumentTemplate Template = new("{\"issuer\":\"https://issuer.invalid\"}"u8.ToArray());
    private readonly TimeProvider clock;
    private readonly RecentChanges recent = new();

    public SampleRegion(TimeProvider clock, string name = "eu")
    {
        this.clock = clock;
        Name = Region.Trusted(name);
        Key = new FeedKey(new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Length)));
        Publish = new PublishRoutes(this, recent, new RouteChanges(Name, this), Key, clock);
        Current = new DirectorySnapshot { Sequence = 1, AsOf = clock.GetUtcNow() };
        recent.Restart(1);
    }

    public Region Name { get; }

    public FeedKey Key { get; }

    public PublishRoutes Publish { get; }

    public DirectorySnapshot Current { get; private set; }

    public bool IsCopy => false;

    public Task CatchUpAsync(CancellationToken ct) => Task.CompletedTask;

    public ReadOnlyMemory<byte> KeysOf(DirectoryEnvironment environment) =>
        System.Text.Encoding.UTF8.GetBytes($"{{\"keys\":[\"{environment.Name}\"]}}");

    public DocumentTemplate MetadataOf(DirectoryEnvironment environment) => Template;

    public void Dispose() => Key.Dispose();

    public EnvironmentId Add(string? region = null)
    {
        var id = Id.New<EnvironmentId>(clock);
        var environment = new DirectoryEnvironment
        {
            Id = id, Name = id.Value, Region = Region.Trusted(region ?? Name.Value), Settings = new EnvironmentSettings(),
        };
        Change(
            Current with { Environments = Current.Environments.Add(id, environment) }, id, DirectoryKind.Environment, id.Value);
        return id;
    }

    public void Remove(EnvironmentId id) => Change(
        Current with { Environments = Current.Environments.Remove(id) }, id, DirectoryKind.Environment, id.Value);

    public void Move(EnvironmentId id, string region) => Set(
        id, DirectoryKind.Environment, id.Value, environment => environment with { Region = Region.Trusted(region) });

    public void ChangeKeys(EnvironmentId id, string name) =>
        Set(id, DirectoryKind.Key, "key", environment => environment with { Name = name });

    public void AddHost(EnvironmentId id, string host, string? issuer = null, long? certificate = null)
    {
        var name = HostName.Trusted(host);
        var entry = new HostEntry(name, issuer ?? "https://" + host, true) { Certificate = certificate };
        Set(
            id, DirectoryKind.Host, host, environment => environment with { Hosts = environment.Hosts.SetItem(name, entry) });
        Current = Current with { Hosts = Current.Hosts.SetItem(name, id) };
    }

    /// <summary>Many hosts with certificates, in one change.</summary>
    public void AddHosts(EnvironmentId id, IEnumerable<(string Host, long Certificate)> hosts)
    {
        var entries = hosts.Select(host => new HostEntry(HostName.Trusted(host.Host), "https://" + host.Host, false)
        {
            Certificate = host.Certificate,
        }).ToList();
        Set(id, DirectoryKind.Environment, id.Value, environment => environment with
        {
            Hosts = environment.Hosts.SetItems(entries.Select(entry => KeyValuePair.Create(entry.Name, entry))),
        });
        Current = Current with { Hosts = Current.Hosts.SetItems(entries.Select(entry => KeyValuePair.Create(entry.Name, id))) };
    }

    public void RemoveHost(EnvironmentId id, string host)
    {
        var name = HostName.Trusted(host);
        Set(id, DirectoryKind.Host, host, environment => environment with { Hosts = environment.Hosts.Remove(name) });
        Current = Current with { Hosts = Current.Hosts.Remove(name) };
    }

    /// <summary>Something that no edge has to know, such as a revocation.</summary>
    public void ChangeSomethingElse(EnvironmentId id) => Set(id, DirectoryKind.Revocation, "ses_1", environment => environment);

    /// <summary>As a server does that starts: it knows the newest state and not how it came about.</summary>
    public void ForgetChanges() => recent.Restart(Current.Sequence);

    /// <summary>As after a backup was put back.</summary>
    public void GoBackTo(DirectorySnapshot earlier)
    {
        Current = earlier with { AsOf = clock.GetUtcNow() };
        recent.Restart(Current.Sequence);
    }

    /// <summary>What an edge gets that has this state; opened, as an edge opens it.</summary>
    public Task<List<RoutePage>> AskAsync(long? after) => PagesAsync(new RouteQuestion(after));

    /// <summary>What an edge gets that asks so.</summary>
    public async Task<List<RoutePage>> PagesAsync(RouteQuestion question) =>
        [.. (await SignedAsync(question)).Select(page => SignedPages.Open(page, Name, Keys))];

    /// <summary>What an edge gets that has this state, as it is sent.</summary>
    public Task<List<ReadOnlyMemory<byte>>> SignedAsync(long? after) => SignedAsync(new RouteQuestion(after));

    private async Task<List<ReadOnlyMemory<byte>>> SignedAsync(RouteQuestion question) =>
        [.. (await Publish.AnswerAsync(question, TestContext.Current.CancellationToken))!];

    /// <summary>What edges are told to believe.</summary>
    public ImmutableArray<FeedPublicKey> Keys => [Key.Public];

    private void Set(
        EnvironmentId id, DirectoryKind kind, string entity, Func<DirectoryEnvironment, DirectoryEnvironment> change) =>
        Change(
            Current with { Environments = Current.Environments.SetItem(id, change(Current.Environments[id])) }, id, kind, entity);

    private void Change(DirectorySnapshot next, EnvironmentId id, DirectoryKind kind, string entity)
    {
        Current = next with { Sequence = Current.Sequence + 1, AsOf = clock.GetUtcNow() };
        recent.Add(Current.Sequence, [new DirectoryChange(id, kind.ToString(), entity)]);
    }
}
