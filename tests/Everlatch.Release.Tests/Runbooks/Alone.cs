namespace Everlatch.Release.Tests.Runbooks;

/// <summary>What starts several machines is tested with nothing beside it: the machine that tests has two cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>How tests name it.</summary>
    public const string Name = "alone";
}
