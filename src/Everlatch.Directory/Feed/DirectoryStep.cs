using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Directory.Feed;

/// <summary>One reading of the directory: whole, or of the entries that changed since the last one.</summary>
internal sealed record DirectoryStep
{
    /// <summary>The last change that the directory contains after it.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the directory was the newest.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The entries that are read again, in their order; empty when all is read, or nothing has changed.</summary>
    public ImmutableArray<Change> Changes { get; init; } = [];

    internal sealed record Change(EnvironmentId Environment, string Kind, string Entity);
}
