using Everlatch.Bench.Questions;
using Everlatch.Schema.Runner;
using Everlatch.Storage;

namespace Everlatch.Bench.Servers;

/// <summary>An embedded database with our schema and nothing in it.</summary>
internal static class ScratchDatabase
{
    /// <summary>Makes one.</summary>
    public static async Task<IDatabase> OpenAsync(string file)
    {
        var options = new StorageOptions { SqliteFile = file };
        await new ApplyMigrations(
            StorageSchema.Source,
            StorageSchema.DatabaseOf(options),
            new ApplyOptions(),
            TimeProvider.System,
            QuietProgress.Instance)
            .RunAsync(CancellationToken.None);
        return StorageFeature.Open(options, TimeProvider.System);
    }
}
