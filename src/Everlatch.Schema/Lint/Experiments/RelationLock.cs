namespace Everlatch.Schema.Lint.Experiments;

/// <summary>A lock on something that was there before the release.</summary>
/// <param name="Table">The table; of an index, the one that it is on.</param>
/// <param name="Whole">The partitioned table that it is a part of; itself when it is none.</param>
/// <param name="Index">The index that is locked; null when it is the table.</param>
/// <param name="Mode">How.</param>
internal sealed record RelationLock(string Table, string Whole, string? Index, LockMode Mode)
{
    /// <summary>Whether it stops other writers of the table.</summary>
    public bool StopsWriters => Mode >= LockMode.Share;

    /// <inheritdoc />
    public override string ToString() => $"{Mode} on {(Index is null ? Table : $"index {Index} of {Table}")}";
}
