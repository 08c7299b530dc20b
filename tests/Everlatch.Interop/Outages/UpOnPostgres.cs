using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Outages;

/// <summary>The product on a PostgreSQL that the tests may harm.</summary>
public sealed class UpOnPostgres : IAsyncLifetime
{
    /// <summary>The database.</summary>
    internal OwnPostgres Postgres { get; } = new();

    /// <summary>The product.</summary>
    internal UpProcess Up { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Postgres.InitializeAsync();
        await SchemaOf.ApplyAsync(
            new StorageOptions { Postgres = Postgres.ConnectionString }, TestContext.Current.CancellationToken);
        Up = UpProcess.With("--postgres", Postgres.ConnectionString);
        await Up.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Up.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
