using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>The lines of a contract, one after the other; those for people are passed over.</summary>
internal sealed class ContractLines
{
    private readonly (int Number, string Text)[] lines;
    private readonly string file;
    private int at = -1;

    /// <summary>The lines of a file.</summary>
    public ContractLines(string text, string file)
    {
        this.file = file;
        lines =
        [
            .. text.ReplaceLineEndings("\n").Split('\n').Select((line, index) => (index + 1, line.TrimEnd()))
                .Where(line => line.Item2.Length > 0 && line.Item2[0] != '#'),
        ];
    }

    /// <summary>Number of the line that was taken last, from 1.</summary>
    public int Number => at < 0 ? 1 : lines[at].Number;

    /// <summary>Whether there is another one.</summary>
    public bool HasMore => at + 1 < lines.Length;

    /// <summary>Whether the next one tells of a change.</summary>
    public bool NextIsChange => HasMore && lines[at + 1].Text[0] is '+' or '-' or '~';

    /// <summary>Takes <c>word value</c>.</summary>
    public string Value(string word)
    {
        var line = Take(word);
        return line.StartsWith(word + " ", StringComparison.Ordinal)
            ? line[(word.Length + 1)..]
            : throw Malformed($"'{word} …' was expected, and '{line}' is there.");
    }

    /// <summary>Takes <c>word value</c> with that value.</summary>
    public void Expect(string word, string value)
    {
        var found = Value(word);
        if (found != value)
        {
            throw Malformed($"'{word} {value}' was expected, and '{word} {found}' is there.");
        }
    }

    /// <summary>Takes a change.</summary>
    public CatalogChange Change()
    {
        var line = Take("a change");
        try
        {
            return ReadChange.Of(line);
        }
        catch (FormatException e)
        {
            throw Malformed(e.Message);
        }
    }

    /// <summary>What is wrong with the line that was taken last.</summary>
    public SchemaException Malformed(string message) => new("EL1824", message, file, Number);

    private string Take(string wanted) =>
        HasMore ? lines[++at].Text : throw Malformed($"The file ends where '{wanted}' was expected.");
}
