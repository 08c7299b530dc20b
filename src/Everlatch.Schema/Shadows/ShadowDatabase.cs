using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Shadows;

/// <summary>
/// A scratch database beside the target, of the same engine and version, without its rows. It is gone when this is disposed of;
/// one that a killed process left behind is removed by the next.
/// </summary>
/// <param name="database">Where it is.</param>
/// <param name="drop">Takes it away.</param>
internal sealed class ShadowDatabase(SchemaDatabase database, Func<ValueTask> drop) : IAsyncDisposable
{
    /// <summary>Where it is.</summary>
    public SchemaDatabase Database => database;

    /// <summary>An empty one on the server of the target, or on the one that the target names for it.</summary>
    /// <exception cref="SchemaException">The server does not let this role make databases.</exception>
    public static Task<ShadowDatabase> CreateAsync(SchemaDatabase target, CancellationToken ct) =>
        target.Engine.Shadows.CreateAsync(target, ct);

    /// <summary>One with the same schema as the target has now, proved by reading both catalogs.</summary>
    /// <exception cref="SchemaException">It could not be made equal; the message names what differs.</exception>
    public static async Task<ShadowDatabase> CopyAsync(SchemaDatabase target, CancellationToken ct) =>
        await WithAsync(target, await LiveCatalog.ReadAsync(target, ct), ct);

    /// <summary>One with this schema.</summary>
    /// <exception cref="SchemaException">It could not be made equal; the message names what differs.</exception>
    public static async Task<ShadowDatabase> WithAsync(SchemaDatabase target, Catalog catalog, CancellationToken ct)
    {
        var shadow = await CreateAsync(target, ct);
        try
        {
            await MakeSchema.RunAsync(shadow.Database, catalog, ct);
            return shadow;
        }
        catch
        {
            await shadow.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => drop();
}
