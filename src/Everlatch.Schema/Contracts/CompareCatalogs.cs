using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>Compares what a build needs with what is there.</summary>
internal static class CompareCatalogs
{
    public static SchemaVerdict Run(SchemaContract contract, Catalog live, IReadOnlyCollection<string> recorded) =>
        throw new InvalidOperationException($"Not written yet: {contract.Release} {live.Digest} {recorded.Count}.");
}
