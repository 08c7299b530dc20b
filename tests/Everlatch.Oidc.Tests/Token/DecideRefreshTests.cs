using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Directory.TokenRequests;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Outages;
using Everlatch.Oidc.Spending;
using Everlatch.Oidc.Token;
using Everlatch.Storage;
using Everlatch.Storage.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using Everlatch.Testing;
using Everlatch.Testing.Directories;

namespace Everlatch.Oidc.Tests.Token;

/// <summary>
/// What can be judged without the grant is judged before the token is spent: these requests never reach the store.
/// </summary>
public sealed class DecideRefreshTests
{
    private static readonly MasterKey Master = new(new byte[MasterKey.Length]);

    private readonly TestClock clock = new();
    private readonly GeneratedSecret secret = GeneratedSecret.New("els_");
    private readonly SampleEnvironment sample;
    private readonly ApplicationEntry application;

    public DecideRefreshTests()
    {
        sample = new SampleEnvironment(clock);
        application = sample.AddApplication(ApplicationKind.Web, secret);
        Put(application with { Scopes = ["openid", "offline_access"] });
    }

    [Fact]
    public async Task An_application_that_is_in_order_gets_as_far_as_the_store() =>
        await Assert.ThrowsAsync<StoreReached>(() => DecideAsync(application.Id.Value));

    [Fact]
    public async Task An_application_without_offline_access_may_not_refresh()
    {
        Put(application with { Scopes = ["openid"] });
        Assert.Equal((400, "unauthorized_client"), await DecideAsync(application.Id.Value));
    }

    [Fact]
    public async Task A_disabled_application_is_unknown()
    {
        Put(application with { Disabled = true });
        Assert.Equal((401, "invalid_client"), await DecideAsync(application.Id.Value));
    }

    [Fact]
    public async Task A_machine_has_nothing_to_refresh()
    {
        var machine = sample.AddMachine(secret, null, sample.AddApi("https://api.example", "read"));
        Assert.Equal((400, "unauthorized_client"), await DecideAsync(machine.Id.Value));
    }

    [Fact]
    public async Task A_missing_key_is_our_fault_and_not_the_clients()
    {
        Put(application with { Scopes = ["openid", "offline_access"], SigningAlgorithm = SigningAlgorithms.EdDsa });
        Assert.Equal((503, "temporarily_unavailable"), await DecideAsync(application.Id.Value));
    }

    [Fact]
    public async Task A_token_that_we_did_not_make_is_refused_without_the_store() =>
        Assert.Equal(
            (400, "invalid_grant"), await DecideAsync(application.Id.Value, "ert_gra_00000000000000000000000000~0~AAAA"));

    private void Put(ApplicationEntry entry) =>
        sample.Value = sample.Value with { Applications = sample.Value.Applications.SetItem(entry.Id, entry) };

    private async Task<(int Status, string Error)> DecideAsync(string client, string? token = null)
    {
        var decide = new DecideRefresh(
            new ClientAuthentication(clock),
            Master,
            Families(),
            clock);
        var request = new TokenRequest
        {
            Credentials = ClientCredentials.Read(null, client, secret.Text, null, null),
            Resources = [],
            RefreshToken = token ?? new RefreshToken(Id.New<GrantId>(clock), 0).ToText(ProofKeys.Of(Master, sample.Value.Id)),
        };
        var decision = await decide.RunAsync(sample.Here, request, TestContext.Current.CancellationToken);
        var refusal = Assert.IsType<RefreshDecision.Refused>(decision).Refusal;
        return (refusal.Status, refusal.Error);
    }

    private RefreshFamilies Families()
    {
        // Without a folder it keeps nothing, and no outage is in force.
        var journal = new OutageJournal(new StorageOptions(), Master, clock, NullLogger<OutageJournal>.Instance);
        var outage = new RefreshInOutage(null!, new OutageMemory(null!, journal), journal, null!, null!, null!);
        var spend = new SpendRefreshToken(new NoStore(), new UnansweredSpends(clock), clock);
        return new RefreshFamilies(spend, outage, bring: null!, end: null!, clock);
    }

    private sealed class StoreReached : Exception;

    private sealed class NoStore : IStatements
    {
        public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) => throw new StoreReached();

        public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
            throw new StoreReached();

        public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) => throw new StoreReached();
    }
}
