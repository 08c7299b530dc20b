using Everlatch.Schema.Runner;
using Everlatch.Storage;

namespace Everlatch.Testing;

/// <summary>Brings a test's database to the schema of this build.</summary>
public static class SchemaOf
{
    /// <summary>Applies what it lacks.</summary>
    public static async Task ApplyAsync(StorageOptions options, CancellationToken ct)
    {
        var outcome = await new ApplyMigrations(
            StorageSchema.Source, StorageSchema.DatabaseOf(options), new ApplyOptions(), TimeProvider.System,
            QuietProgress.Instance).RunAsync(ct);
        if (outcome.ExitCode != 0)
        {
            throw new InvalidOperationException($"The schema of a test's database could not be made: {outcome}");
        }
    }
}
