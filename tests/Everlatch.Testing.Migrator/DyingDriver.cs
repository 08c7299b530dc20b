using System.Data.Common;

namespace Everlatch.Testing.Migrator;

/// <summary>
/// A driver whose process is killed, as by SIGKILL, right after the database has answered the nth statement that is no query.
/// </summary>
internal sealed class DyingDriver(DbProviderFactory inner, int after) : DbProviderFactory
{
    private int count;

    public override DbConnection CreateConnection() => new DyingConnection(inner.CreateConnection()!, this);

    /// <summary>Counts one, and dies when it was the last.</summary>
    public void Count()
    {
        if (Interlocked.Increment(ref count) == after)
        {
            // Kill sends SIGKILL: no handler runs and nothing is flushed or closed.
            System.Diagnostics.Process.GetCurrentProcess().Kill();
        }
    }
}
