namespace Everlatch.Schema.Runner;

/// <summary>Brings a database to the schema of a build: each step once, however many do this at the same time.</summary>
/// <remarks>Killed at any point, the next run goes on and comes to the same schema and rows.</remarks>
/// <param name="source">The build.</param>
/// <param name="database">The database, by a direct session: a transaction pooler is refused.</param>
/// <param name="options">How.</param>
/// <param name="clock">Measures waits.</param>
/// <param name="progress">Is told what happens.</param>
public sealed class ApplyMigrations(
    SchemaSource source, SchemaDatabase database, ApplyOptions options, TimeProvider clock, IApplyProgress progress)
{
    /// <summary>Does it. Expected ends, a failing database among them, are outcomes; nothing is thrown for them.</summary>
    /// <param name="ct">Asks it to stop: a batch is finished and recorded, a statement undone.</param>
    public Task<ApplyOutcome> RunAsync(CancellationToken ct) =>
        throw new InvalidOperationException(
            $"Not written yet: {source.Release} {database.Region} {options} {clock} {progress} {ct.IsCancellationRequested}.");
}
