using System.Text;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Statements;

/// <summary>A statement's text taken apart at its parameters.</summary>
internal sealed record StatementText
{
    private StatementText(IReadOnlyList<string> parameters, string numbered) => (Parameters, Numbered) = (parameters, numbered);

    /// <summary>The names of its parameters, each once, in the order in which they first appear.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The text with <c>$1</c>, <c>$2</c> … in their places.</summary>
    public string Numbered { get; }

    /// <summary>Takes it apart.</summary>
    /// <exception cref="SchemaException">A quote or a comment does not end.</exception>
    public static StatementText Of(string sql, SchemaEngine engine)
    {
        var (names, numbered) = (new List<string>(), new StringBuilder());
        var tokens = new SqlTokens(sql, "", engine.Sql).All().ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!IsParameter(sql, tokens, i))
            {
                numbered.Append(sql, tokens[i].Start, tokens[i].End - tokens[i].Start);
                continue;
            }

            i++;
            var name = sql[tokens[i].Start..tokens[i].End];
            if (!names.Contains(name))
            {
                names.Add(name);
            }

            numbered.Append('$').Append(names.IndexOf(name) + 1);
        }

        return new StatementText(names, numbered.ToString());
    }

    // Two of the sign are an operator.
    private static bool IsParameter(string sql, List<SqlToken> tokens, int at) =>
        sql[tokens[at].Start] == '@'
        && tokens[at].Kind == SqlTokenKind.Mark
        && at + 1 < tokens.Count && tokens[at + 1].Kind == SqlTokenKind.Word
        && (at == 0 || sql[tokens[at - 1].Start] != '@');
}
