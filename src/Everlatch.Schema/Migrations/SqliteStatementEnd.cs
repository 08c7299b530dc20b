namespace Everlatch.Schema.Migrations;

/// <summary>A trigger's body is statements with their semicolons; it ends with END right after one of them.</summary>
internal sealed class SqliteStatementEnd : SqlStatementEnd
{
    private readonly List<string> head = [];
    private string last = "";
    private bool ended;

    public override string? Open => IsTrigger && !ended ? "the trigger's BEGIN" : null;

    private bool IsTrigger => head is ["create", "trigger", ..] or ["create", "temp" or "temporary", "trigger"];

    public override bool Takes(string token)
    {
        if (head.Count < 3)
        {
            head.Add(token);
        }

        if (token == ";" && Open is null)
        {
            return true;
        }

        ended = token == "end" && last == ";";
        last = token;
        return false;
    }
}
