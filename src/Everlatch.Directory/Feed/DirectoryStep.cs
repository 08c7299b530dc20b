using System.Collections.Immutable;

namespace Everlatch.Directory.Feed;

/// <summary>One reading of the directory: whole, or of the entries that changed since the last one.</summary>
internal sealed record DirectoryStep
{
    /// <summary>The last change that the directory contains after it.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the directory was the newest.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The entries that are read again, in their order; empty when all is read, or nothing has changed.</summary>
    public ImmutableArray<DirectoryChange> Changes { get; init; } = [];
}
