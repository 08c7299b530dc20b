using Everlatch.Storage;

namespace Everlatch.Directory.Tests.Copies;

/// <summary>A database that can be taken away.</summary>
internal sealed class DownDatabase(IDatabase inner) : IDatabase
{
    public bool IsDown { get; set; }

    /// <summary>How often all environments were read.</summary>
    public int Readings { get; private set; }

    public IDialect Dialect => inner.Dialect;

    public StoreStanding Standing { get; set; } = StoreStanding.Top;

    /// <summary>What is found when the first statement makes somebody look; null: nothing new.</summary>
    public StoreStanding? FoundAtFirst { get; set; }

    /// <summary>What answers while the standing says that a standby does; null: the same.</summary>
    public IDatabase? Standby { get; init; }

    private IDatabase Working
    {
        get
        {
            (Standing, FoundAtFirst) = (FoundAtFirst ?? Standing, null);
            return IsDown
                ? throw new StoreFaultException("testing", new IOException("It is down."))
                : Standing.IsNewest ? inner : Standby ?? inner;
        }
    }

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        Working.FindAsync<T>(statement, arguments, ct);

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        Readings += statement.Name == "directory.load_environments" ? 1 : 0;
        return Working.ListAsync<T>(statement, arguments, ct);
    }

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        Working.ExecuteAsync(statement, arguments, ct);

    public Task<ITransaction> BeginAsync(CancellationToken ct) => Working.BeginAsync(ct);
}
