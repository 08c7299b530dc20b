using Everlatch.Schema.Statements;

namespace Everlatch.Schema.Tests.Statements;

public sealed class StatementTextTests
{
    [Theory]
    [InlineData("select @a, @b, @a", "select $1, $2, $1", "a b")]
    [InlineData(
        "select id=@id from t -- @no\n where a='@no' and b=\"@no\"", "select id=$1 from t -- @no\n where a='@no' and b=\"@no\"",
        "id")]
    [InlineData("select a @> b, a @@ to_tsquery('x'), @ 5, a@@b", "select a @> b, a @@ to_tsquery('x'), @ 5, a@@b", "")]
    [InlineData("select $$@no$$, @yes::text", "select $$@no$$, $1::text", "yes")]
    public void Parameters_are_numbered_where_they_stand(string sql, string numbered, string names)
    {
        var text = StatementText.Of(sql, SchemaEngine.Postgres);
        Assert.Equal((numbered, names), (text.Numbered, string.Join(' ', text.Parameters)));
    }
}
