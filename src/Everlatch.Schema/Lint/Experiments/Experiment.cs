using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments;

/// <summary>Runs the migrations of one release on a shadow database and measures what each statement does.</summary>
internal abstract class Experiment
{
    /// <summary>The schema before the release.</summary>
    public abstract Shape Start { get; }

    /// <summary>Runs one file as the runner would, and keeps what it makes.</summary>
    /// <exception cref="SchemaException">A statement fails, or cannot be measured.</exception>
    public abstract Task<IReadOnlyList<Trial>> TryAsync(Migration migration, CancellationToken ct);
}
