namespace Everlatch.Schema.Tests;

/// <summary>An engine that a suite runs on.</summary>
public interface ISchemaTestEngine
{
    /// <summary>The engine.</summary>
    static abstract SchemaEngine Engine { get; }

    /// <summary>Makes an empty database.</summary>
    static abstract Task<SchemaDatabase> CreateAsync(CancellationToken ct);

    /// <summary>Makes a copy of one as it is: nobody may be connected to it, unless it is a file.</summary>
    static abstract Task<SchemaDatabase> CopyAsync(SchemaDatabase of, CancellationToken ct);

    /// <summary>A database that is there all the time and never changed: scratch ones are made beside it.</summary>
    static abstract SchemaDatabase Server { get; }

    /// <summary>Takes it away, whoever is still connected.</summary>
    static abstract Task DropAsync(SchemaDatabase database);
}
