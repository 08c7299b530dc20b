namespace Everlatch.Storage;

/// <summary>
/// Sends statements. On a database each is a transaction and one round trip of its own; on a transaction they share it.
/// </summary>
/// <remarks>
/// Arguments are an anonymous object whose property names are the statement's parameters. Columns match properties without regard
/// to case and underscores. Every call throws <see cref="StoreFaultException" /> when the store cannot answer, and
/// <see cref="ConstraintException" /> when it refuses the row.
/// </remarks>
public interface IStatements
{
    /// <summary>Reads the first row, or default when there is none.</summary>
    Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct);

    /// <summary>Reads every row.</summary>
    Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct);

    /// <summary>Runs a statement and says how many rows it touched.</summary>
    Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct);
}
