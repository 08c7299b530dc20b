using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Runner;

/// <summary>A step that is still to be done.</summary>
/// <param name="Migration">The step.</param>
/// <param name="Why">Why it is pending, in a few words: not recorded, failed before, half way through.</param>
public sealed record PlannedStep(Migration Migration, string Why)
{
    /// <summary>Its name.</summary>
    public string Step => Migration.Step;
}
