using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>Compares what a build needs with what is there.</summary>
internal static class CompareCatalogs
{
    public static SchemaVerdict Run(SchemaContract contract, Catalog live, IReadOnlyCollection<string> recorded)
    {
        var known = contract.Steps.Select(step => step.Step).ToHashSet(StringComparer.Ordinal);
        string[] ahead = [.. recorded.Where(step => !known.Contains(step))];
        var findings = new Findings();
        new JudgeNeeded(contract, live, recorded, ahead.Length > 0, findings).Run();
        new JudgeExtra(contract, live, ahead.Length > 0, findings).Run();
        return new SchemaVerdict
        {
            Missing = findings.Missing,
            Foreign = findings.Foreign,
            Extra = findings.Extra,
            Ahead = ahead,
        };
    }

    /// <summary>What was found so far.</summary>
    internal sealed class Findings
    {
        public List<MissingObject> Missing { get; } = [];

        public List<ForeignObject> Foreign { get; } = [];

        public List<CatalogObject> Extra { get; } = [];
    }
}
