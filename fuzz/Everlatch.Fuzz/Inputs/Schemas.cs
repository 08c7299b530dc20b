using Everlatch.Schema;
using Everlatch.Schema.Migrations;

namespace Everlatch.Fuzz.Inputs;

/// <summary>Migration files: no strangers write them, but what is cut at the wrong place runs as something else.</summary>
internal static class Schemas
{
    public static readonly IReadOnlyList<Target> All =
    [
        Target.OfText(
            "split-sql",
            typeof(SplitSql),
            text => SchemaEngine.All.All(engine => SplitsToThemselves(text, engine)),
            "create table \"a;\" (b text default 'it''s'); -- c\nselect $x$ ; $x$, e'\\'' /* /* */ */;",
            "create function f() returns int begin atomic select case when true then 1 end; end; select 1",
            "create trigger t after insert on [a;b] begin select `c;`; end; select 1"),
    ];

    private static bool SplitsToThemselves(string text, SchemaEngine engine)
    {
        try
        {
            return SplitSql.Of(text, "fuzz", engine)
                .All(s => SplitSql.Of(s.Sql, "fuzz", engine) is [var again] && again.Sql == s.Sql);
        }
        catch (SchemaException)
        {
            // How a text whose quotes do not end is refused.
            return true;
        }
    }
}
