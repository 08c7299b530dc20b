using Everlatch.Core;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Copies;
using Everlatch.Directory.Feed;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Directory.Tests.Feed;

/// <summary>Directories as a server has them.</summary>
internal static class TestDirectory
{
    private static readonly Statement InsertHost = Statement.Write(
        "testing.add_host",
        """
        insert into hosts (host_name, environment_id, issuer, is_primary, created_at)
        values (@host, @environment, @issuer, 1, 0)
        """);

    public static LiveDirectory Of(IDatabase database) => Of(database, TimeProvider.System, new NoCopy());

    public static LiveDirectory Of(IDatabase database, TimeProvider clock, IDirectoryCopy copy, MasterKey? master = null) =>
        new(database, clock, Read(master), copy, NullLogger<LiveDirectory>.Instance);

    public static ReadDirectory Read(MasterKey? master = null) =>
        new(DirectoryFeature.Sources(master ?? Zeros), new RecentChanges());

    public static MasterKey Zeros { get; } = new(new byte[MasterKey.Length]);

    /// <summary>Adds an environment with a host, which this directory knows by the end.</summary>
    public static async Task<HostName> AddHostAsync<TEngine>(
        this LiveDirectory directory, TestDatabase<TEngine> db, TimeProvider clock)
        where TEngine : ITestEngine
    {
        var ct = TestContext.Current.CancellationToken;
        var environment = await db.NewEnvironmentAsync();
        var host = HostName.Trusted($"{environment.Value.Replace('_', '-')}.example");
        var writer = new DirectoryWriter(db.Database, directory, clock, NullLogger<DirectoryWriter>.Instance);
        await writer.WriteAsync(
            write =>
            {
                write.Changed(environment, DirectoryKind.Environment, environment.Value);
                write.Changed(environment, DirectoryKind.Host, host.Value);
                return write.Transaction.ExecuteAsync(
                    InsertHost, new { environment, host, issuer = $"https://{host}" }, ct);
            },
            ct);
        return host;
    }
}
