using CsCheck;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Tests.Migrations;

/// <summary>What holds for splitting whatever the text is.</summary>
public sealed class SplitSqlProperties
{
    private static readonly Gen<string> Blank = Gen.OneOf(
        " ", "\n", "\t", "\r\n", "-- a ; ' $$ (\n", "/* ; ' \" $$ */", "/**/", "-- schema\n");

    private static readonly Gen<string> Inside =
        Gen.String["ab;'\"$` \n(*/-"].Select(text => text.Replace("*/", "", StringComparison.Ordinal));

    // What both engines read alike.
    private static readonly Gen<string> Common = Gen.OneOf(
        Inside.Select(text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'"),
        Inside.Select(text => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""),
        Gen.OneOf("select", "a", "E", "1", "+", "*", ",", "@after", "begin", "end", "case", "créé", "-", "/", ".5"));

    private static readonly Gen<string> OfPostgres = Gen.OneOf(
        Common,
        Inside.Select(text => $"$tag${text}$tag$"),
        Inside.Select(text => $"e'{text.Replace("'", "\\'", StringComparison.Ordinal)}'"),
        Inside.Select(text => $"( /* /* {text.Replace("/", "", StringComparison.Ordinal)} */ ; */ 1 ; 2 )"),
        Gen.Const("$1"));

    private static readonly Gen<string> OfSqlite = Gen.OneOf(
        Common,
        Inside.Select(text => $"[{text}]"),
        Inside.Select(text => $"`{text.Replace("`", "``", StringComparison.Ordinal)}`"),
        Gen.Const("$name"));

    // One that is begun is ended: what stands between may be anything.
    private static readonly Gen<string> Routine =
        Soup(Common.Where(t => t is not ("begin" or "end" or "case")), "create function f()")
        .Select(body => $"{body} begin atomic select 1 ; select case when a then b end ; end");

    private static readonly Gen<string> Trigger = Soup(Common.Where(t => t is not "end"), "create trigger t after insert on a")
        .Select(body => $"{body} begin select 1 ; select case when a then b end ; end");

    [Fact]
    public void Statements_put_together_come_apart_again_on_Postgres() =>
        ComeApart(Gen.OneOf(Soup(OfPostgres, "select"), Soup(OfPostgres, "x"), Routine), SchemaEngine.Postgres);

    [Fact]
    public void Statements_put_together_come_apart_again_on_Sqlite() =>
        ComeApart(Gen.OneOf(Soup(OfSqlite, "select"), Soup(OfSqlite, "x"), Trigger), SchemaEngine.Sqlite);

    [Fact]
    public void Nothing_but_blanks_and_semicolons_is_lost() =>
        Gen.Select(
            Gen.OneOf(
                Gen.String,
                Gen.String["ab;'\"$` \n\r(*/-[])e\\"],
                Gen.OneOf(OfPostgres, OfSqlite, Blank, Gen.Const(";"), Routine, Trigger).List[0, 20].Select(string.Concat)),
            Gen.OneOf(SchemaEngine.Postgres, SchemaEngine.Sqlite))
        .Sample(
            (text, engine) => Promises.LosesNothing(text, engine),
            iter: 5_000,
            print: sample => $"{sample.Item2}: {sample.Item1}");

    private static Gen<string> Soup(Gen<string> tokens, string begin) =>
        Gen.Select(tokens, Blank, (token, blank) => $" {blank}{token}").List[0, 12].Select(parts => begin + string.Concat(parts));

    private static void ComeApart(Gen<string> statement, SchemaEngine engine) =>
        Gen.Select(statement, Blank, Blank).List[0, 6].Sample(
            parts =>
            {
                var file = string.Concat(parts.Select(p => $"{p.Item2}{p.Item1} {p.Item3};"));
                return SplitSql.Of(file, "f", engine).Select(s => s.Sql).SequenceEqual(parts.Select(p => p.Item1));
            },
            print: parts => string.Join("\n|", parts.Select(p => p.Item1)));
}
