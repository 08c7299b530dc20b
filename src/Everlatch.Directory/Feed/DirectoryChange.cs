using Everlatch.Core.Ids;

namespace Everlatch.Directory.Feed;

/// <summary>That an entry changed; what it is now stands in the snapshot, or it is gone.</summary>
/// <param name="Environment">The environment that it belongs to.</param>
/// <param name="Kind">A <see cref="DirectoryKind" />, or one that only a newer release knows.</param>
/// <param name="Entity">Its id in that kind.</param>
public sealed record DirectoryChange(EnvironmentId Environment, string Kind, string Entity);
