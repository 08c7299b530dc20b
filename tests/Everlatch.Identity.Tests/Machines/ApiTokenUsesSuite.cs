using Everlatch.Core.Ids;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Identity.ApiTokens;
using Everlatch.Identity.Machines;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Identity.Tests.Machines;

public abstract class ApiTokenUsesSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly DateTimeOffset Now = TestClock.Noon;
    private readonly ApiTokenUses uses = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_use_is_written_with_the_batch_and_an_older_one_never_overwrites_it()
    {
        var environment = await db.NewEnvironmentAsync();
        var token = await AddAsync(environment);
        Note(environment, token, Now);
        Note(environment, token, Now.AddMinutes(1));
        await WriteAsync();
        Assert.Equal(Now.AddMinutes(1), await LastUseAsync(environment, token));

        Note(environment, token, Now);
        await WriteAsync();
        Assert.Equal(Now.AddMinutes(1), await LastUseAsync(environment, token));
        Assert.Empty(uses.Take());
    }

    [Fact]
    public async Task What_the_store_does_not_take_is_kept()
    {
        var environment = await db.NewEnvironmentAsync();
        var token = await AddAsync(environment);
        Note(environment, token, Now);
        var logger = NullLogger<WriteApiTokenUses>.Instance;
        using (var broken = new WriteApiTokenUses(uses, new BrokenDatabase(), TimeProvider.System, logger))
        {
            await broken.TryWriteAsync(Ct);
        }

        await WriteAsync();
        Assert.Equal(Now, await LastUseAsync(environment, token));
    }

    private void Note(EnvironmentId environment, ApiTokenEntry token, DateTimeOffset at) =>
        uses.Note(environment, new AuthenticatedClient.ApiToken(token), at);

    private async Task WriteAsync()
    {
        using var writer = new WriteApiTokenUses(uses, db.Database, TimeProvider.System, NullLogger<WriteApiTokenUses>.Instance);
        await writer.TryWriteAsync(Ct);
    }

    private async Task<DateTimeOffset?> LastUseAsync(EnvironmentId environment, ApiTokenEntry token) =>
        (await ApiTokenStore.FindAsync(db.Database, environment, token.Id, Ct))?.LastUsedAt;

    private async Task<ApiTokenEntry> AddAsync(EnvironmentId environment)
    {
        var stored = new ApiToken
        {
            Id = Id.New<ApiTokenId>(TimeProvider.System),
            Name = "Token",
            Tenant = Id.New<TenantId>(TimeProvider.System),
            Roles = [],
            Permissions = [],
            CreatedBy = "test",
            CreatedAt = Now,
            Version = 1,
        };
        await ApiTokenStore.AddAsync(db.Database, environment, stored, Ct);
        return new ApiTokenEntry { Id = stored.Id, Name = "Token", Tenant = stored.Tenant, OwnerRoles = [], Permissions = [] };
    }

    private sealed class BrokenDatabase : IDatabase
    {
        public IDialect Dialect => throw Fault();

        public StoreStanding Standing => StoreStanding.Top;

        public Task<ITransaction> BeginAsync(CancellationToken ct) => throw Fault();

        public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) => throw Fault();

        public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) => throw Fault();

        public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) => throw Fault();

        private static StoreFaultException Fault() => new("begin", new TimeoutException());
    }
}

public sealed class ApiTokenUsesOnSqlite(TestDatabase<SqliteEngine> db) : ApiTokenUsesSuite<SqliteEngine>(db);

public sealed class ApiTokenUsesOnPostgres(TestDatabase<PostgresEngine> db) : ApiTokenUsesSuite<PostgresEngine>(db);
