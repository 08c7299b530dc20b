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

public abstract class KeyRotationSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>, IAsyncLifetime
    where TEngine : ITestEngine
{
    private readonly TestClock clock = new();
    private ServiceProvider server = null!;
    private EnvironmentId environment;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IReadOnlyList<SigningKeyEntry> Keys => server.GetRequiredService<IDirectory>().Current.Environments[environment].Keys;

    public async ValueTask InitializeAsync()
    {
        server = NewServer();
        environment = await db.NewEnvironmentAsync();
        await EnsureAsync(server, SigningAlgorithms.Es256);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return server.DisposeAsync();
    }

    [Fact]
    public async Task A_first_key_signs_at_once_and_is_made_once()
    {
        var key = Assert.Single(Keys);
        Assert.Equal(key.Id, Signer());
        await EnsureAsync(server, SigningAlgorithms.Es256);
        Assert.Single(Keys);
    }

    [Fact]
    public async Task A_successor_is_published_before_it_signs_and_the_old_key_after_it_signed()
    {
        var old = Signer();
        var rotated = Assert.IsType<RotateKey.Outcome.Rotated>(await RotateAsync(server));
        Assert.Equal(2, Keys.Count);
        Assert.Equal(old, Signer());

        clock.Advance(KeyLife.Lead);
        Assert.Equal(rotated.Key, Signer());
        await FollowAsync();
        Assert.Equal(2, Keys.Count);

        clock.Advance(KeyLife.Linger);
        await FollowAsync();
        Assert.Equal(rotated.Key, Assert.Single(Keys).Id);
    }

    [Fact]
    public async Task Rotating_while_a_successor_waits_changes_nothing()
    {
        var first = Assert.IsType<RotateKey.Outcome.Rotated>(await RotateAsync(server));
        var second = Assert.IsType<RotateKey.Outcome.Waiting>(await RotateAsync(server));
        Assert.Equal(first.Key, second.Key);
        Assert.Equal(2, Keys.Count);
    }

    [Fact]
    public async Task Of_many_servers_that_rotate_at_once_one_does()
    {
        var servers = Enumerable.Range(0, 4).Select(_ => NewServer()).ToArray();
        var outcomes = await Task.WhenAll(servers.Select(other => Task.Run(() => RotateAsync(other))));
        Assert.Single(outcomes.OfType<RotateKey.Outcome.Rotated>());
        await server.GetRequiredService<IDirectory>().CatchUpAsync(Ct);
        Assert.Equal(2, Keys.Count);
        foreach (var other in servers)
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task Keys_rotate_by_themselves_when_their_period_ends()
    {
        var old = Signer();
        clock.Advance(TimeSpan.FromDays(90) - KeyLife.Lead - TimeSpan.FromSeconds(1));
        await FollowAsync();
        Assert.Single(Keys);

        clock.Advance(TimeSpan.FromSeconds(1));
        await FollowAsync();
        await FollowAsync();
        Assert.Equal(2, Keys.Count);
        Assert.Equal(old, Signer());
        clock.Advance(KeyLife.Lead);
        Assert.NotEqual(old, Signer());
    }

    [Fact]
    public async Task A_key_that_cannot_be_changed_holds_up_no_other()
    {
        await EnsureAsync(server, SigningAlgorithms.EdDsa);
        var nth = 0;
        var database = new RecordingDatabase(db.Database) { Surprises = name => name == "keys.hand_over" && ++nth == 1 };
        await using var unlucky = NewServer(database);
        await unlucky.GetRequiredService<IDirectory>().CatchUpAsync(Ct);
        clock.Advance(TimeSpan.FromDays(90));
        await FollowAsync(unlucky);
        Assert.True(nth > 1);
        await FollowAsync(unlucky);
        await server.GetRequiredService<IDirectory>().CatchUpAsync(Ct);
        Assert.Equal(4, Keys.Count);
    }

    [Fact]
    public async Task A_revoked_key_is_gone_at_once_and_another_signs()
    {
        var revoked = Signer();
        Assert.True(await RevokeAsync(revoked));
        Assert.NotEqual(revoked, Assert.Single(Keys).Id);
        Assert.NotEqual(revoked, Signer());
        Assert.False(await RevokeAsync(revoked));
    }

    [Fact]
    public async Task A_waiting_successor_signs_at_once_when_the_signer_is_revoked()
    {
        var old = Signer();
        var successor = Assert.IsType<RotateKey.Outcome.Rotated>(await RotateAsync(server)).Key;
        Assert.True(await RevokeAsync(old));
        Assert.Equal(successor, Signer());
        Assert.Equal(successor, Assert.Single(Keys).Id);
    }

    [Fact]
    public async Task A_revoked_successor_is_replaced_and_nobody_is_without_a_signer()
    {
        var old = Signer();
        var successor = Assert.IsType<RotateKey.Outcome.Rotated>(await RotateAsync(server)).Key;
        Assert.True(await RevokeAsync(successor));
        Assert.Equal(old, Signer());
        clock.Advance(KeyLife.Lead);
        var signer = Signer();
        Assert.True(signer != old && signer != successor);
    }

    [Fact]
    public async Task Algorithms_rotate_apart()
    {
        await EnsureAsync(server, SigningAlgorithms.EdDsa);
        await RotateAsync(server);
        Assert.Equal(3, Keys.Count);
        Assert.IsType<RotateKey.Outcome.Unknown>(
            await server.GetRequiredService<RotateKey>().RunAsync(AuditActor.Schedule, environment, SigningAlgorithms.Ps256, Ct));
        var listed = await server.GetRequiredService<ListKeys>().RunAsync(environment, Ct);
        Assert.Equal([KeyState.Signing, KeyState.Signing, KeyState.Published], listed.Select(key => key.State).OrderDescending());
    }

    [Fact]
    public async Task Keys_that_were_made_ahead_of_the_write_are_the_ones_that_it_adds()
    {
        var ensure = server.GetRequiredService<EnsureKeys>();
        var made = ensure.Make(environment, [SigningAlgorithms.Ps256]);
        var added = await server.GetRequiredService<DirectoryWriter>().WriteAsync(
            async write =>
            {
                await ensure.AddAsync(write, environment, made, Ct);
                return true;
            },
            Ct);
        Assert.True(added);
        var listed = await server.GetRequiredService<ListKeys>().RunAsync(environment, Ct);
        Assert.Equal(made[0].Id, Assert.Single(listed, listing => listing.Key.Algorithm == SigningAlgorithms.Ps256).Key.Id);
    }

    private KeyId Signer() =>
        TokenSigner.Current(
            server.GetRequiredService<IDirectory>().Current.Environments[environment],
            SigningAlgorithms.Es256,
            clock.GetUtcNow())!.Id;

    private Task<RotateKey.Outcome> RotateAsync(ServiceProvider on) =>
        on.GetRequiredService<RotateKey>().RunAsync(AuditActor.Schedule, environment, SigningAlgorithms.Es256, Ct);

    private Task<bool> RevokeAsync(KeyId key) =>
        server.GetRequiredService<RevokeKey>().RunAsync(AuditActor.Schedule, environment, key, Ct);

    private Task FollowAsync() => FollowAsync(server);

    private static Task FollowAsync(ServiceProvider on) =>
        on.GetRequiredService<DueKeys>().FollowAsync(on.GetRequiredService<IDirectory>().Current, Ct);

    private Task<bool> EnsureAsync(ServiceProvider on, string algorithm) =>
        on.GetRequiredService<DirectoryWriter>().WriteAsync(
            async write =>
            {
                write.Changed(environment, DirectoryKind.Environment, environment.Value);
                await on.GetRequiredService<EnsureKeys>().RunAsync(write, environment, algorithm, null, Ct);
                return true;
            },
            Ct);

    private ServiceProvider NewServer(IDatabase? database = null) => KeyServer.Over(database ?? db.Database, clock);
}

public sealed class KeyRotationOnSqlite(TestDatabase<SqliteEngine> db) : KeyRotationSuite<SqliteEngine>(db);

public sealed class KeyRotationOnPostgres(TestDatabase<PostgresEngine> db) : KeyRotationSuite<PostgresEngine>(db);
