using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Runner.Steps;

/// <summary>How long a statement may wait for a lock, and how long it may take.</summary>
internal sealed record StepLimits(TimeSpan Lock, TimeSpan Statement)
{
    /// <summary>Those of a file that says nothing about them.</summary>
    public static StepLimits Usual { get; } = new(new MigrationOptions().LockTimeout, new MigrationOptions().StatementTimeout);

    /// <summary>Those of a file.</summary>
    public static StepLimits Of(Migration migration) => new(migration.Options.LockTimeout, migration.Options.StatementTimeout);
}
