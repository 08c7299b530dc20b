using Everlatch.Storage;

namespace Everlatch.Testing;

/// <summary>Brings a test's database to the schema of this build.</summary>
internal static class SchemaOf
{
    public static async Task ApplyAsync(StorageOptions options, CancellationToken ct)
    {
        var (database, schema) = StorageFeature.Open(options, TimeProvider.System);
        await schema.ApplyAsync(ct);
        await TestDatabase.CloseAsync(database);
    }
}
