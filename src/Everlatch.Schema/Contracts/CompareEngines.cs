using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>
/// Compares what the engines of one build make of their migrations: the same steps, tables and columns, by name.
/// </summary>
public static class CompareEngines
{
    /// <summary>Nothing when they agree, or when the build has a contract for one engine alone.</summary>
    /// <exception cref="SchemaException">It names the first difference with the file that makes it.</exception>
    public static void Require(SchemaSource source)
    {
        var contracts = SchemaEngine.All.Where(engine => source.Files.Find($"Contracts/{engine}.contract") is not null)
            .Select(source.ContractOf).ToList();
        foreach (var other in contracts.Skip(1))
        {
            Require(contracts[0], other);
        }
    }

    private static void Require(SchemaContract one, SchemaContract other)
    {
        var (left, right) = (Catalog.Empty, Catalog.Empty);
        for (var i = 0; i < Math.Max(one.Steps.Count, other.Steps.Count); i++)
        {
            var (a, b) = (one.Steps.ElementAtOrDefault(i), other.Steps.ElementAtOrDefault(i));
            if (a?.Step != b?.Step)
            {
                var longer = a is null ? other : one;
                throw Differs(
                    $"Step {i + 1} is {a?.Step ?? "none"} of {one.Engine} and {b?.Step ?? "none"} of {other.Engine}.",
                    longer, (a ?? b)!);
            }

            (left, right) = (left.After(a!.Changes), right.After(b!.Changes));
            RequireNames(one, left, right, other, b);
            RequireNames(other, right, left, one, a);
        }
    }

    // What the first has and the second lacks is for the second's file to make.
    private static void RequireNames(SchemaContract one, Catalog has, Catalog lacks, SchemaContract other, ContractStep step)
    {
        if (Names(has).Except(Names(lacks), StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault() is { } name)
        {
            throw Differs($"After this step {one.Engine} has the {name}, and {other.Engine} has not.", other, step);
        }
    }

    private static IEnumerable<string> Names(Catalog catalog) =>
        catalog.Objects.Where(o => o is CatalogTable or CatalogColumn).Select(o => o.Key);

    private static SchemaException Differs(string message, SchemaContract contract, ContractStep step) =>
        new("EL1826", message, $"Migrations/{contract.Engine}/{step.Step}.sql");
}
