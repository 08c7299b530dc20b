using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Directory.Tokens;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Keys;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Tests.Keys;

/// <summary>No write, which may hold up all others, waits for a key to be made.</summary>
public abstract class KeysMadeAheadSuite<TEngine>(TestDatabase<TEngine> db)
    : IClassFixture<TestDatabase<TEngine>>, IAsyncLifetime
    where TEngine : ITestEngine
{
    private readonly TestClock clock = new();
    private LateDatabase database = null!;
    private ServiceProvider server = null!;
    private EnvironmentId environment;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IReadOnlyList<SigningKeyEntry> Keys => server.GetRequiredService<IDirectory>().Current.Environments[environment].Keys;

    public async ValueTask InitializeAsync()
    {
        environment = await db.NewEnvironmentAsync();
        database = new LateDatabase(db.Database, clock);
        server = KeyServer.Over(database, clock);
        await EnsureAsync(SigningAlgorithms.Es256);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return server.DisposeAsync();
    }

    [Fact]
    public async Task A_successor_is_made_before_the_write()
    {
        var rotated = Assert.IsType<RotateKey.Outcome.Rotated>(await RotateAsync());
        AssertMadeAhead(rotated.Key);
    }

    [Fact]
    public async Task What_replaces_a_revoked_key_is_made_before_the_write()
    {
        await RevokeAsync(Assert.Single(Keys).Id);
        AssertMadeAhead(Assert.Single(Keys).Id);
    }

    [Fact]
    public async Task What_replaces_a_revoked_successor_is_made_before_the_write()
    {
        var signer = Assert.Single(Keys).Id;
        var successor = Assert.IsType<RotateKey.Outcome.Rotated>(await RotateAsync()).Key;
        await RevokeAsync(successor);
        AssertMadeAhead(Assert.Single(Keys, key => key.Id != signer).Id);
    }

    [Fact]
    public async Task The_first_key_of_an_algorithm_is_made_before_the_write()
    {
        await EnsureAsync(SigningAlgorithms.EdDsa);
        AssertMadeAhead(Assert.Single(Keys, key => key.Algorithm == SigningAlgorithms.EdDsa).Id);
    }

    [Fact]
    public void A_key_that_is_not_needed_is_not_made()
    {
        var make = server.GetRequiredService<MakeKeys>();
        Assert.Null(make.First(environment, SigningAlgorithms.Es256));
        Assert.Null(make.First(environment, "none"));
        Assert.Null(make.First(Id.New<EnvironmentId>(clock), SigningAlgorithms.EdDsa));
        Assert.Null(make.Successor(environment, SigningAlgorithms.EdDsa));
        Assert.Null(make.Replacement(environment, Id.New<KeyId>(clock)));
    }

    [Fact]
    public async Task A_successor_that_waits_needs_no_other()
    {
        await RotateAsync();
        var make = server.GetRequiredService<MakeKeys>();
        Assert.Null(make.Successor(environment, SigningAlgorithms.Es256));
        Assert.Null(make.Replacement(environment, Keys.MinBy(key => key.SignsFrom)!.Id));
    }

    // Ids sort by the time they were made at, and a write of this database begins a second after it was asked for.
    private void AssertMadeAhead(KeyId key) =>
        Assert.True(string.CompareOrdinal(key.Value, database.FirstBegin!.Value.Value) < 0);

    private Task<RotateKey.Outcome> RotateAsync()
    {
        database.FirstBegin = null;
        return server.GetRequiredService<RotateKey>().RunAsync(AuditActor.Schedule, environment, SigningAlgorithms.Es256, Ct);
    }

    private async Task RevokeAsync(KeyId key)
    {
        database.FirstBegin = null;
        Assert.True(await server.GetRequiredService<RevokeKey>().RunAsync(AuditActor.Schedule, environment, key, Ct));
    }

    private async Task EnsureAsync(string algorithm)
    {
        database.FirstBegin = null;
        var ensure = server.GetRequiredService<EnsureKeys>();
        var ahead = ensure.MakeMissing(environment, algorithm);
        await server.GetRequiredService<DirectoryWriter>().WriteAsync(
            async write =>
            {
                write.Changed(environment, DirectoryKind.Environment, environment.Value);
                await ensure.RunAsync(write, environment, algorithm, ahead, Ct);
                return true;
            },
            Ct);
    }

    private sealed class LateDatabase(IDatabase inner, TestClock clock) : IDatabase
    {
        public KeyId? FirstBegin { get; set; }

        public IDialect Dialect => inner.Dialect;

        public StoreStanding Standing => inner.Standing;

        public async Task<ITransaction> BeginAsync(CancellationToken ct)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            FirstBegin ??= Id.New<KeyId>(clock);
            clock.Advance(TimeSpan.FromSeconds(1));
            return await inner.BeginAsync(ct);
        }

        public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
            inner.FindAsync<T>(statement, arguments, ct);

        public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
            inner.ListAsync<T>(statement, arguments, ct);

        public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
            inner.ExecuteAsync(statement, arguments, ct);
    }
}

public sealed class KeysMadeAheadOnSqlite(TestDatabase<SqliteEngine> db) : KeysMadeAheadSuite<SqliteEngine>(db);

public sealed class KeysMadeAheadOnPostgres(TestDatabase<PostgresEngine> db) : KeysMadeAheadSuite<PostgresEngine>(db);
