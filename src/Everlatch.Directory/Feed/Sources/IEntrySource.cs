using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Reads one kind of directory entry from the database into snapshots.</summary>
internal interface IEntrySource
{
    /// <summary>The kind it reads.</summary>
    DirectoryKind Kind { get; }

    /// <summary>Reads every entry of every environment.</summary>
    Task<DirectorySnapshot> LoadAsync(DirectorySnapshot snapshot, IStatements statements, CancellationToken ct);

    /// <summary>Reads one entry again; one that is gone disappears.</summary>
    Task<DirectorySnapshot> ReloadAsync(
        DirectorySnapshot snapshot, IStatements statements, EnvironmentId environment, string entity, CancellationToken ct);
}
