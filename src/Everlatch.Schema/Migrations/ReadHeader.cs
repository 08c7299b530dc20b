namespace Everlatch.Schema.Migrations;

/// <summary>Reads the options of a file: its lines <c>-- schema: …</c>, which stand before its first statement.</summary>
internal static class ReadHeader
{
    private const string Mark = "schema:";

    private static readonly string[] OfEvery = ["lock-timeout", "statement-timeout", "allow"];
    private static readonly string[] OfBackfill = ["table", "key", "batch", "rest"];
    private static readonly string[] OfOthers = ["no-transaction"];

    /// <summary>The options of a file of that phase.</summary>
    /// <exception cref="SchemaException">
    /// One is unknown, malformed, doubled, in the wrong phase, in the wrong place or missing.
    /// </exception>
    public static MigrationOptions Of(string text, string file, SchemaEngine engine, MigrationPhase phase)
    {
        var options = new Dictionary<string, HeaderOption>(StringComparer.Ordinal);
        var exceptions = new List<LintException>();
        foreach (var option in Lines(text, file, engine))
        {
            RequireKnown(option, phase);
            if (option.Name != "allow")
            {
                Require(options.TryAdd(option.Name, option), option);
            }
            else
            {
                exceptions.Add(option.Exception());
                Require(exceptions.Count(e => e.Rule == exceptions[^1].Rule) == 1, option);
            }
        }

        var otherwise = new MigrationOptions();
        return new MigrationOptions
        {
            InTransaction = !(options.GetValueOrDefault("no-transaction")?.Flag() ?? false),
            LockTimeout = options.GetValueOrDefault("lock-timeout")?.Duration() ?? otherwise.LockTimeout,
            StatementTimeout = options.GetValueOrDefault("statement-timeout")?.Duration() ?? otherwise.StatementTimeout,
            Exceptions = exceptions,
            Backfill = phase == MigrationPhase.Backfill ? Backfill(options, file) : null,
        };
    }

    private static BackfillOptions Backfill(Dictionary<string, HeaderOption> options, string file)
    {
        var walk = new BackfillOptions { Table = Needed("table"), Key = Needed("key") };
        return walk with
        {
            BatchSize = options.GetValueOrDefault("batch")?.Whole(1, 1_000_000) ?? walk.BatchSize,
            Rest = options.GetValueOrDefault("rest")?.Number(0, 100) ?? walk.Rest,
        };

        string Needed(string name) =>
            options.GetValueOrDefault(name)?.Identifier()
            ?? throw new SchemaException(
                "EL1804", $"A backfill names the table that it walks and its key; '-- schema: {name} …' is missing.", file, 1);
    }

    private static IEnumerable<HeaderOption> Lines(string text, string file, SchemaEngine engine)
    {
        var tokens = new SqlTokens(text, file, engine.Sql);
        var begun = false;
        foreach (var token in tokens.All())
        {
            begun |= !token.IsBlank;
            var comment = text.AsSpan(token.Start, token.End - token.Start).TrimStart('-').Trim();
            if (token.Kind != SqlTokenKind.LineComment || !comment.StartsWith(Mark, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var words = comment[Mark.Length..].Trim().ToString()
                .Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var option = new HeaderOption(
                file, tokens.LineOf(token.Start), words.ElementAtOrDefault(0) ?? "", words.ElementAtOrDefault(1) ?? "");
            yield return begun ? throw option.Refusal("Options stand before the first statement of the file.") : option;
        }
    }

    private static void RequireKnown(HeaderOption option, MigrationPhase phase)
    {
        var isBackfill = phase == MigrationPhase.Backfill;
        string[] fitting = [.. OfEvery, .. isBackfill ? OfBackfill : OfOthers];
        if (!fitting.Contains(option.Name))
        {
            var elsewhere = (isBackfill ? OfOthers : OfBackfill).Contains(option.Name);
            throw option.Refusal(
                (elsewhere ? $"'{option.Name}' is no option of this phase" : $"There is no option '{option.Name}'")
                + $"; those of a {phase.ToString().ToLowerInvariant()} step are {string.Join(", ", fitting)}.");
        }
    }

    private static void Require(bool first, HeaderOption option)
    {
        if (!first)
        {
            throw option.Refusal($"'{option.Name}' says twice what can be said once.");
        }
    }
}
