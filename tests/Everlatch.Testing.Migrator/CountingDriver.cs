using System.Data.Common;

namespace Everlatch.Testing.Migrator;

/// <summary>A driver that tells of each statement that is no query, right after the database has answered it.</summary>
/// <param name="inner">The driver that does the work.</param>
/// <param name="answered">Is told how many there were; the caller of the statement goes on when this is done.</param>
internal sealed class CountingDriver(DbProviderFactory inner, Func<int, Task> answered) : DbProviderFactory
{
    private int count;

    public override DbConnection CreateConnection() => new CountingConnection(inner.CreateConnection()!, this);

    /// <summary>Counts one.</summary>
    public Task CountAsync() => answered(Interlocked.Increment(ref count));
}
