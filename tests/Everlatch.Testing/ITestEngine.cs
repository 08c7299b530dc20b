using Everlatch.Storage;

namespace Everlatch.Testing;

/// <summary>A database engine that tests can have a fresh database of.</summary>
public interface ITestEngine
{
    /// <summary>Long: a busy machine must not look like a fault.</summary>
    const int StatementTimeoutSeconds = 60;

    /// <summary>Makes a database of its own, with the schema of this build or without any table.</summary>
    static abstract Task<StorageOptions> CreateAsync(bool migrated, CancellationToken ct);

    /// <summary>Takes it away again, whoever is still connected.</summary>
    static abstract Task DropAsync(StorageOptions options);
}
