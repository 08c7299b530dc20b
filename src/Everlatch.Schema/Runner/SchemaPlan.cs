using Everlatch.Schema.Runner.Plans;
using Everlatch.Schema.Runner.Servers;

namespace Everlatch.Schema.Runner;

/// <summary>What a run would do now. Reading it takes no lock and writes nothing.</summary>
public sealed record SchemaPlan
{
    /// <summary>What would run, in order.</summary>
    public IReadOnlyList<PlannedStep> Steps { get; init; } = [];

    /// <summary>Contract steps that wait until somebody asks for them.</summary>
    public IReadOnlyList<PlannedStep> Deferred { get; init; } = [];

    /// <summary>Steps that are there already without a record, and would be recorded as adopted.</summary>
    public IReadOnlyList<string> Adopted { get; init; } = [];

    /// <summary>Steps that the ledger holds and this build does not know: a newer release was here.</summary>
    public IReadOnlyList<string> Ahead { get; init; } = [];

    /// <summary>Whether there is nothing to do or to record.</summary>
    public bool IsEmpty => Steps.Count == 0 && Adopted.Count == 0;

    /// <summary>What a run with these options would do.</summary>
    /// <exception cref="SchemaException">
    /// The contract is of other files, a file was edited after it was applied, the database and the build have different
    /// histories, a release to keep is unknown, or the database does not answer.
    /// </exception>
    public static Task<SchemaPlan> OfAsync(
        SchemaSource source, SchemaDatabase database, ApplyOptions options, CancellationToken ct)
    {
        BuildContract.Of(source, database.Engine);
        return OfFilesAsync(source, database, options, ct);
    }

    /// <summary>The same of a build whose contract need not be made yet, as far as the ledger tells.</summary>
    internal static Task<SchemaPlan> OfFilesAsync(
        SchemaSource source, SchemaDatabase database, ApplyOptions options, CancellationToken ct) =>
        Look.RunAsync(
            database,
            async (connection, limited) =>
            {
                await KeptReleases.RequireKnownAsync(source, database.Engine, connection, options, limited);
                return (await ReadPlan.RunAsync(source, database.Engine, connection, options, limited)).Public;
            },
            ct);
}
