using Everlatch.Storage;

namespace Everlatch.Directory.Tests.Copies;

/// <summary>A database that can be taken away.</summary>
internal sealed class DownDatabase(IDatabase inner) : IDatabase
{
    public bool IsDown { get; set; }

    public IDialect Dialect => inner.Dialect;

    private IDatabase Working => IsDown ? throw new StoreFaultException("testing", new IOException("It is down.")) : inner;

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        Working.FindAsync<T>(statement, arguments, ct);

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        Working.ListAsync<T>(statement, arguments, ct);

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        Working.ExecuteAsync(statement, arguments, ct);

    public Task<ITransaction> BeginAsync(CancellationToken ct) => Working.BeginAsync(ct);
}
