using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Shadows;

/// <summary>
/// A scratch database beside the target, of the same engine and version, without its rows. It is gone when this is disposed of; one
/// that a killed process left behind is removed by the next.
/// </summary>
internal sealed class ShadowDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> drop;

    private ShadowDatabase(SchemaDatabase database, Func<ValueTask> drop) => (Database, this.drop) = (database, drop);

    /// <summary>Where it is.</summary>
    public SchemaDatabase Database { get; }

    /// <summary>An empty one on the server of the target.</summary>
    /// <exception cref="SchemaException">The server does not let this role make databases.</exception>
    public static Task<ShadowDatabase> CreateAsync(SchemaDatabase target, CancellationToken ct) =>
        throw new InvalidOperationException($"Not written yet: {target.Region} {ct.IsCancellationRequested}.");

    /// <summary>One with the same schema as the target has now, proved by reading both catalogs.</summary>
    /// <exception cref="SchemaException">It could not be made equal; the message names what differs.</exception>
    public static Task<ShadowDatabase> CopyAsync(SchemaDatabase target, CancellationToken ct) =>
        throw new InvalidOperationException($"Not written yet: {target.Region} {ct.IsCancellationRequested}.");

    /// <summary>One with this schema.</summary>
    /// <exception cref="SchemaException">It could not be made equal; the message names what differs.</exception>
    public static Task<ShadowDatabase> WithAsync(SchemaDatabase target, Catalog catalog, CancellationToken ct) =>
        throw new InvalidOperationException($"Not written yet: {target.Region} {catalog.Digest} {ct.IsCancellationRequested}.");

    /// <inheritdoc />
    public ValueTask DisposeAsync() => drop();
}
