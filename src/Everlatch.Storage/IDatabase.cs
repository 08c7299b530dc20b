namespace Everlatch.Storage;

/// <summary>One region's database: PostgreSQL, or an embedded SQLite file.</summary>
public interface IDatabase : IStatements
{
    /// <summary>What truly differs between the engines.</summary>
    IDialect Dialect { get; }

    /// <summary>What of it answers at this moment. Costs one read of a field.</summary>
    StoreStanding Standing { get; }

    /// <summary>Begins a transaction that may write.</summary>
    Task<ITransaction> BeginAsync(CancellationToken ct);
}
