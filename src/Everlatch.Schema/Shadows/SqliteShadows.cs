using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Catalogs.Sqlite;

namespace Everlatch.Schema.Shadows;

/// <summary>
/// Scratch databases of SQLite: files in a folder of their own, among the temporary ones, that only their owner may read.
/// </summary>
internal sealed class SqliteShadows : IShadows
{
    private const string Prefix = "everlatch-shadow-";
    private const string OwnerFile = "owner";
    private static readonly TimeSpan LeftAfter = TimeSpan.FromHours(1);

    public IEnumerable<string> StatementsOf(Catalog catalog) => WriteSqliteDdl.Of(catalog);

    public Task<ShadowDatabase> CreateAsync(SchemaDatabase target, CancellationToken ct)
    {
        try
        {
            RemoveLeftovers();
            return Task.FromResult(Create(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SchemaException(
                "EL1822",
                $"The scratch database on which migrations are tried cannot be made in {Path.GetTempPath()}: {e.Message}",
                inner: e);
        }
    }

    private static ShadowDatabase Create(SchemaDatabase target)
    {
        var folder = Directory.CreateTempSubdirectory(Prefix).FullName;

        // Held open and locked for as long as this process lives: the kernel lets go of it when it dies.
        var owner = new FileStream(Path.Combine(folder, OwnerFile), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var file = new KeyValuePair<string, string>("Data Source", Path.Combine(folder, "shadow.db"));
        return new ShadowDatabase(target.With(IsReadOnly(target) ? [file, new("Mode", "ReadWriteCreate")] : [file]), () =>
        {
            owner.Dispose();
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static bool IsReadOnly(SchemaDatabase target)
    {
        var address = new DbConnectionStringBuilder { ConnectionString = target.ConnectionString };
        return address.ContainsKey("Mode");
    }

    private static void RemoveLeftovers()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                if (TimeProvider.System.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder) > LeftAfter && !IsOwned(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's, or gone already.
            }
        }
    }

    private static bool IsOwned(string folder)
    {
        try
        {
            using var owner =
                new FileStream(Path.Combine(folder, OwnerFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
