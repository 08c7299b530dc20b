namespace Everlatch.Schema.Migrations;

/// <summary>Semicolons stand in parentheses (the actions of a rule) and in a function's <c>begin atomic … end</c>.</summary>
internal sealed class PostgresStatementEnd : SqlStatementEnd
{
    private readonly List<string> head = [];
    private string last = "";
    private int parentheses;
    private int blocks;

    public override string? Open => (parentheses, blocks) switch
    {
        (> 0, _) => "a parenthesis",
        (_, > 0) => "BEGIN ATOMIC",
        _ => null,
    };

    // create [or replace] function | procedure
    private bool IsRoutine =>
        head is ["create", "function" or "procedure", ..] or ["create", "or", "replace", "function" or "procedure"];

    public override bool Takes(string token)
    {
        if (head.Count < 4)
        {
            head.Add(token);
        }

        switch (token)
        {
            case "(":
                parentheses++;
                break;
            case ")" when parentheses > 0:
                parentheses--;
                break;
            case "atomic" when last == "begin" && parentheses == 0 && IsRoutine:
                blocks++;
                break;

            // CASE ends with END too. After a dot or AS these words are names.
            case "case" when blocks > 0 && last is not ("." or "as"):
                blocks++;
                break;
            case "end" when blocks > 0 && last is not ("." or "as"):
                blocks--;
                break;
        }

        last = token;
        return token == ";" && Open is null;
    }
}
