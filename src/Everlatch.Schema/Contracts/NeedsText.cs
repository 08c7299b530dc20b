using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>
/// What a build needs as text, for a table in which others look it up: a line for each object, then one with a mark for
/// each change that the build's deferred steps make. Without those, a column that may be one or the other would look
/// like one that must be either.
/// </summary>
internal static class NeedsText
{
    /// <summary>The text: equal for builds that need the same.</summary>
    public static string Of(SchemaContract contract)
    {
        var before = contract.States[0];
        return string.Join('\n', before.Objects.Select(o => o.ToString())
            .Concat(before.ChangesTo(contract.Full).Select(change => change.ToString())));
    }

    /// <summary>A contract that needs the same.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static SchemaContract Read(string engine, string release, string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToLookup(line => line[0] is '+' or '-' or '~');
        return new SchemaContract(
            engine,
            release,
            [
                new ContractStep("needs", "", [.. lines[false].Select(line => new CatalogChange.Added(CatalogText.Parse(line)))]),
                new ContractStep("deferred", "", [.. lines[true].Select(ReadChange.Of)]) { Deferred = true },
            ]);
    }
}
