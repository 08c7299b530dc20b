using System.Data.Common;

namespace Everlatch.Testing.Migrator;

/// <summary>
/// A driver that tells of each statement that is no query, right after the database has answered it. Those that leave nothing
/// behind are passed over: dying after one is dying after the one before it.
/// </summary>
/// <param name="inner">The driver that does the work.</param>
/// <param name="answered">Is told how many there were; the caller of the statement goes on when this is done.</param>
internal sealed class CountingDriver(DbProviderFactory inner, Func<int, Task> answered) : DbProviderFactory
{
    private static readonly string[] Traceless = ["set ", "reset ", "begin", "select ", "pragma "];

    private int count;

    public override DbConnection CreateConnection() =>
        new CountingConnection(inner.CreateConnection()!, command => new CountingCommand(command, this));

    /// <summary>Counts one.</summary>
    public Task CountAsync(string sql) =>
        Array.Exists(Traceless, word => sql.StartsWith(word, StringComparison.Ordinal))
            ? Task.CompletedTask
            : answered(Interlocked.Increment(ref count));
}
