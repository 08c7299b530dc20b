namespace Everlatch.Schema.Migrations;

/// <summary>SQLite: four kinds of quotes, none with dollars; a comment ends at the first end that comes.</summary>
internal sealed class SqliteSqlRules : SqlRules
{
    public override bool CommentsNest => false;

    public override string LineEnds => "\n";

    public override int EndOfQuoted(string text, int at) => text[at] switch
    {
        '\'' or '"' or '`' => EndOfDoubled(text, at),
        '[' => text.IndexOf(']', at) is var end and >= 0 ? end + 1 : -1,
        _ => at,
    };

    public override SqlStatementEnd NewStatement() => new SqliteStatementEnd();
}
