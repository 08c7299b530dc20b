using Everlatch.Storage;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>The same of a SQLite file whose disk has no room left.</summary>
public sealed class FullDiskOnSqliteTests
{
    [Fact]
    public async Task It_is_named_and_the_step_is_undone_whole()
    {
        await using var disk = new SmallDisk(megabytes: 8);
        await disk.InitializeAsync();
        using var database = await BehindDatabase.CreateAsync(
            new StorageOptions { SqliteFile = Path.Combine(disk.Folder, "people.db") });
        disk.Fill();
        await database.RefusesAsync("apply", "EL1838");

        disk.Empty();
        await database.AppliesAsync();
    }
}
