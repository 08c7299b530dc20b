namespace Everlatch.Cli.Tests.Release;

/// <summary>Tests of these verbs share two builds, and so run one after the other.</summary>
[CollectionDefinition]
public sealed class ReleaseVerbs : ICollectionFixture<SmallReleases>;
