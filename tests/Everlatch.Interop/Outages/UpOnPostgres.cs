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
        Up = UpProcess.With("--postgres", Postgres.ConnectionString);
        await Up.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Up.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
