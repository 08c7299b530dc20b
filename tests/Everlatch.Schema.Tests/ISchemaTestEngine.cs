namespace Everlatch.Schema.Tests;

/// <summary>An engine that a suite runs on.</summary>
public interface ISchemaTestEngine
{
    /// <summary>The engine.</summary>
    static abstract SchemaEngine Engine { get; }

    /// <summary>Makes an empty database.</summary>
    static abstract Task<SchemaDatabase> CreateAsync(CancellationToken ct);

    /// <summary>Takes it away, whoever is still connected.</summary>
    static abstract Task DropAsync(SchemaDatabase database);
}
