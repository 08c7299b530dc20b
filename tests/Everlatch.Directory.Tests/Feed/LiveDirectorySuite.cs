using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Directory.Tests.Feed;

public abstract class LiveDirectorySuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly Statement InsertHost = Statement.Write(
        "testing.insert_host",
        """
        insert into hosts (host_name, environment_id, issuer, is_primary, created_at)
        values (@host, @environment, @issuer, 1, 0)
        """);

    private static readonly Statement DeleteHost = Statement.Write(
        "testing.delete_host", "delete from hosts where environment_id = @environment and host_name = @host");

    private static readonly Statement InsertRole = Statement.Write(
        "testing.insert_role",
        """
        insert into roles (environment_id, id, key, name, permissions_json, created_at, updated_at, version)
        values (@environment, @role, @key, 'Role', '["invoices:read"]', 0, 0, 1)
        """);

    private static readonly Statement Forget = Statement.Write("testing.forget_changes", "delete from directory_changes");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_writer_reads_its_own_write()
    {
        var server = NewServer();
        await server.Directory.CatchUpAsync(Ct);
        var (environment, host) = await AddHostAsync(server);
        Assert.Equal(environment, server.Directory.Current.Find(host)?.Environment.Id);
        Assert.Equal($"https://{host}", server.Directory.Current.Find(host)?.Issuer);
    }

    [Fact]
    public async Task Another_server_follows()
    {
        var writer = NewServer();
        var follower = NewServer();
        await follower.Directory.CatchUpAsync(Ct);
        var (environment, host) = await AddHostAsync(writer);
        Assert.Null(follower.Directory.Current.Find(host));

        await follower.Directory.CatchUpAsync(Ct);

        Assert.Equal(environment, follower.Directory.Current.Find(host)?.Environment.Id);
    }

    [Fact]
    public async Task A_host_that_is_taken_away_leads_nowhere()
    {
        var server = NewServer();
        var (environment, host) = await AddHostAsync(server);
        await server.Writer.WriteAsync(
            async write =>
            {
                write.Changed(environment, DirectoryKind.Host, host.Value);
                return await write.Transaction.ExecuteAsync(DeleteHost, new { environment, host }, Ct);
            },
            Ct);
        Assert.Null(server.Directory.Current.Find(host));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_neither_rows_nor_changes()
    {
        var server = NewServer();
        await server.Directory.CatchUpAsync(Ct);
        var before = server.Directory.Current.Sequence;
        var environment = await db.NewEnvironmentAsync();
        var host = HostName.Trusted($"{Id.NewText("h", TimeProvider.System)}.example".Replace('_', '-'));

        await Assert.ThrowsAsync<InvalidOperationException>(() => server.Writer.WriteAsync<int>(
            async write =>
            {
                await write.Transaction.ExecuteAsync(InsertHost, new { environment, host, issuer = "https://x" }, Ct);
                write.Changed(environment, DirectoryKind.Host, host.Value);
                throw new InvalidOperationException("the act failed");
            },
            Ct));

        await server.Directory.CatchUpAsync(Ct);
        Assert.Equal(before, server.Directory.Current.Sequence);
        Assert.Null(server.Directory.Current.Find(host));
    }

    [Fact]
    public async Task A_follower_whose_place_in_the_log_is_gone_reads_everything()
    {
        await using var own = await TestDatabase.CreateAsync<TEngine>();
        var writer = NewServer(own.Database);
        var follower = NewServer(own.Database);
        await follower.Directory.CatchUpAsync(Ct);
        var environment = await own.NewEnvironmentAsync();
        var (_, host) = await AddHostAsync(writer, environment);
        await own.Database.ExecuteAsync(Forget, null, Ct);

        await follower.Directory.CatchUpAsync(Ct);

        Assert.NotNull(follower.Directory.Current.Find(host));
    }

    [Fact]
    public async Task Concurrent_writers_lose_no_change()
    {
        var writers = Enumerable.Range(0, 4).Select(_ => NewServer()).ToArray();
        var follower = NewServer();
        await follower.Directory.CatchUpAsync(Ct);
        var environment = await db.NewEnvironmentAsync();
        await AddHostAsync(writers[0], environment);

        await Task.WhenAll(
            Enumerable.Range(0, 40).Select(
                n => Task.Run(() => AddRoleAsync(writers[n % writers.Length], environment, $"role-{n}"))));
        await follower.Directory.CatchUpAsync(Ct);

        Assert.Equal(40, follower.Directory.Current.Environments[environment].Roles.Count);
        Assert.Equal(
            ["invoices:read"],
            follower.Directory.Current.Environments[environment].PermissionsOf(["role-7", "role-8", "unknown"]));
    }

    [Fact]
    public async Task The_snapshot_is_untouched_by_later_changes()
    {
        var server = NewServer();
        var (environment, _) = await AddHostAsync(server);
        var taken = server.Directory.Current;
        await AddRoleAsync(server, environment, "late");
        Assert.Empty(taken.Environments[environment].Roles);
        Assert.Single(server.Directory.Current.Environments[environment].Roles);
    }

    private async Task<(EnvironmentId Environment, HostName Host)> AddHostAsync(Server server, EnvironmentId? known = null)
    {
        var environment = known ?? await db.NewEnvironmentAsync();
        var host = HostName.Trusted($"{environment.Value.Replace('_', '-')}.example");
        await server.Writer.WriteAsync(
            async write =>
            {
                write.Changed(environment, DirectoryKind.Environment, environment.Value);
                write.Changed(environment, DirectoryKind.Host, host.Value);
                return await write.Transaction.ExecuteAsync(
                    InsertHost, new { environment, host, issuer = $"https://{host}" }, Ct);
            },
            Ct);
        return (environment, host);
    }

    private static Task<int> AddRoleAsync(Server server, EnvironmentId environment, string key) =>
        server.Writer.WriteAsync(
            async write =>
            {
                var role = Id.New<RoleId>(TimeProvider.System);
                write.Changed(environment, DirectoryKind.Role, role.Value);
                return await write.Transaction.ExecuteAsync(InsertRole, new { environment, role, key }, Ct);
            },
            Ct);

    private Server NewServer(IDatabase? database = null)
    {
        var directory = TestDirectory.Of(database ?? db.Database);
        var writer = new DirectoryWriter(
            database ?? db.Database, directory, TimeProvider.System, NullLogger<DirectoryWriter>.Instance);
        return new Server(directory, writer);
    }

    private sealed record Server(LiveDirectory Directory, DirectoryWriter Writer);
}

public sealed class LiveDirectoryOnSqlite(TestDatabase<SqliteEngine> db) : LiveDirectorySuite<SqliteEngine>(db);

public sealed class LiveDirectoryOnPostgres(TestDatabase<PostgresEngine> db) : LiveDirectorySuite<PostgresEngine>(db);
