using Everlatch.Core.Ids;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Names one entry of the directory.</summary>
internal readonly record struct EntryKey(EnvironmentId Environment, string Entity);
