using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed;

/// <summary>A transaction that changes directory entries and says which.</summary>
public sealed class DirectoryWrite(ITransaction transaction)
{
    private readonly List<(EnvironmentId Environment, DirectoryKind Kind, string Entity)> changes = [];

    /// <summary>The transaction.</summary>
    public ITransaction Transaction => transaction;

    internal IReadOnlyList<(EnvironmentId Environment, DirectoryKind Kind, string Entity)> Changes => changes;

    /// <summary>Says that an entry was made, changed or taken away, so that every server reads it again.</summary>
    public void Changed(EnvironmentId environment, DirectoryKind kind, string entity) => changes.Add((environment, kind, entity));
}
