using Everlatch.Testing;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>One migration of the corpus, and the rules that must speak of it.</summary>
/// <param name="Name">The file and the case's own name.</param>
/// <param name="Phase">The phase of the file.</param>
/// <param name="Rules">Rules that block or break, sorted.</param>
/// <param name="Sql">The file, header lines first.</param>
public sealed record CorpusCase(string Name, string Phase, IReadOnlyList<string> Rules, string Sql)
{
    private const string Folder = "tests/Everlatch.Schema.Tests/Lint/Corpus/";
    private const string Mark = "-- case: ";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CorpusCase> All { get; } =
    [
        .. from file in System.IO.Directory.EnumerateFiles(Checkout.PathOf(Folder), "*.sql").Order(StringComparer.Ordinal)
           where Path.GetFileName(file) != "before.sql"
           from text in File.ReadAllText(file).Split(Mark, StringSplitOptions.RemoveEmptyEntries)
           select Parse(Path.GetFileNameWithoutExtension(file), text),
    ];

    /// <summary>What makes the schema before each case.</summary>
    public static string Before { get; } = File.ReadAllText(Checkout.PathOf(Folder + "before.sql"));

    /// <inheritdoc />
    public override string ToString() => Name;

    private static CorpusCase Parse(string file, string text)
    {
        var lines = text.Split('\n');
        var header = lines.Skip(1).TakeWhile(line => line.StartsWith("-- ", StringComparison.Ordinal)).ToList();
        var rules =
            Value(header, "-- expect: ") ?? throw new FormatException($"{file}: {lines[0]} expects nothing, not even nothing.");
        return new CorpusCase(
            $"{file}: {lines[0].Trim()}",
            Value(header, "-- phase: ") ?? "expand",
            rules == "nothing" ? [] : [.. rules.Split(", ").Order(StringComparer.Ordinal)],
            string.Join('\n', lines.Skip(1).Where(line => !line.StartsWith("-- expect: ", StringComparison.Ordinal)
                && !line.StartsWith("-- phase: ", StringComparison.Ordinal))).TrimStart());
    }

    private static string? Value(List<string> header, string key) =>
        header.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim();
}
