namespace Everlatch.Cli.Tests.Drill;

/// <summary>What starts two regions is tested with nothing beside it: the machine that tests has two cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>How tests name it.</summary>
    public const string Name = "alone";
}
