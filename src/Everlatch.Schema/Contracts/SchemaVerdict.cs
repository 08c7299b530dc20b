using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>What a live database is to a build.</summary>
public sealed record SchemaVerdict
{
    /// <summary>Needed and not there, or not yet in the shape that is needed.</summary>
    public IReadOnlyList<MissingObject> Missing { get; init; } = [];

    /// <summary>Changed by somebody else in a way that hurts this build.</summary>
    public IReadOnlyList<ForeignObject> Foreign { get; init; } = [];

    /// <summary>There without being needed, and unable to hurt.</summary>
    public IReadOnlyList<CatalogObject> Extra { get; init; } = [];

    /// <summary>Steps that the database records and this build does not know: a newer release was here.</summary>
    public IReadOnlyList<string> Ahead { get; init; } = [];

    /// <summary>Whether this build may take traffic on it.</summary>
    public bool IsFit => Missing.Count == 0 && Foreign.Count == 0;

    /// <summary>What is wrong, in sentences for a terminal or a log; none when it fits.</summary>
    public IReadOnlyList<string> Sentences => Gate.Sentences.Of(this);

    /// <summary>The verdict in one word.</summary>
    public VerdictKind Kind => this switch
    {
        { Missing.Count: > 0 } => VerdictKind.Missing,
        { Foreign.Count: > 0 } => VerdictKind.Foreign,
        { Ahead.Count: > 0 } => VerdictKind.Newer,
        _ => VerdictKind.Fits,
    };

    /// <summary>Compares what a build needs with what is there.</summary>
    /// <param name="contract">The build's contract.</param>
    /// <param name="live">The database's catalog, without the tables that this package keeps for itself.</param>
    /// <param name="recorded">Names of the steps that the database's ledger holds as done.</param>
    public static SchemaVerdict Of(SchemaContract contract, Catalog live, IReadOnlyCollection<string> recorded) =>
        CompareCatalogs.Run(contract, live, recorded);
}
