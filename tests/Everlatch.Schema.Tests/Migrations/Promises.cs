using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Tests.Migrations;

/// <summary>What splitting says of itself, as something that can be false.</summary>
internal static class Promises
{
    /// <summary>
    /// Whether each statement splits to itself, in the order of the text, and nothing stands between them but what splits to
    /// nothing. A text that is refused keeps the promise.
    /// </summary>
    public static bool LosesNothing(string text, SchemaEngine engine)
    {
        try
        {
            var at = 0;
            foreach (var (start, end, _) in SplitSql.Places(text, "f", engine).ToList())
            {
                var statement = text[start..end];
                if (!IsBlank(text[at..start], engine) || SplitSql.Of(statement, "f", engine).Single().Sql != statement)
                {
                    return false;
                }

                at = end;
            }

            return IsBlank(text[at..], engine);
        }
        catch (SchemaException e) when (e.Id == "EL1803")
        {
            // The text as a whole is refused. A piece of one that is not must not be.
            return !Passes(text, engine);
        }
    }

    private static bool Passes(string text, SchemaEngine engine)
    {
        try
        {
            return SplitSql.Of(text, "f", engine).Count >= 0;
        }
        catch (SchemaException)
        {
            return false;
        }
    }

    private static bool IsBlank(string text, SchemaEngine engine) => SplitSql.Of(text, "f", engine).Count == 0;
}
