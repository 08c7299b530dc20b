using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>
/// The file of a contract: a header, then each step with a line for everything that it makes (<c>+</c>), takes away (<c>-</c>) or
/// changes (<c>~</c>). Empty lines and lines that begin with <c>#</c> are for people.
/// </summary>
internal static class ContractFile
{
    private const string Version = "1";

    /// <summary>The text of one.</summary>
    public static string Write(SchemaContract contract) => string.Join('\n',
    [
        $"contract {Version}",
        $"engine {contract.Engine}",
        $"release {contract.Release}",
        "# Made from the migrations by applying them to an empty database and reading its catalog. "
            + "A test fails when it is stale.",
        .. contract.Steps.SelectMany(Lines),
        "",
    ]);

    /// <summary>Reads one.</summary>
    /// <exception cref="SchemaException">It is missing, malformed or of another engine.</exception>
    public static SchemaContract Read(SchemaFiles files, string path, SchemaEngine engine)
    {
        var text = files.Find(path) ?? throw new SchemaException("EL1824", "There is no such contract in this build.", path);
        var lines = new ContractLines(text, path);
        lines.Expect("contract", Version);
        var ofEngine = lines.Value("engine");
        if (ofEngine != engine.Name)
        {
            throw new SchemaException("EL1825", $"The contract is of {ofEngine}, and {engine} is asked for.", path, lines.Number);
        }

        var release = lines.Value("release");
        var steps = new List<ContractStep>();
        while (lines.HasMore)
        {
            steps.Add(Step(lines));
        }

        return new SchemaContract(ofEngine, release, steps);
    }

    private static IEnumerable<string> Lines(ContractStep step) =>
    [
        "",
        $"step {step.Step} {step.Sha256}{(step.Deferred ? " deferred" : "")}",
        .. step.Changes.Select(change => change.ToString()),
    ];

    private static ContractStep Step(ContractLines lines)
    {
        var words = lines.Value("step").Split(' ');
        if (words is not ([_, { Length: 64 }] or [_, { Length: 64 }, "deferred"]) || !words[1].All(char.IsAsciiHexDigitLower))
        {
            throw lines.Malformed("A step has a name, the SHA-256 of its file in hex, and perhaps the word 'deferred'.");
        }

        var changes = new List<CatalogChange>();
        while (lines.NextIsChange)
        {
            changes.Add(lines.Change());
        }

        return new ContractStep(words[0], words[1], changes) { Deferred = words.Length > 2 };
    }
}
