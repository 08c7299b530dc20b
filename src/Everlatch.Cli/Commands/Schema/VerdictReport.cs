using System.Text.Json.Nodes;
using Everlatch.Schema.Contracts;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>A verdict for people and for machines.</summary>
internal static class VerdictReport
{
    /// <summary>The members <c>verdict</c>, <c>fits</c>, <c>missing</c>, <c>foreign</c>, <c>extra</c> and <c>ahead</c>.</summary>
    public static void AddTo(JsonObject report, SchemaVerdict verdict)
    {
        report["verdict"] = Word(verdict);
        report["fits"] = verdict.IsFit;
        report["missing"] = new JsonArray([.. verdict.Missing.Select(missing => new JsonObject
        {
            ["object"] = missing.Needed.Key,
            ["needed"] = missing.Needed.ToString(),
            ["found"] = missing.Found?.ToString(),
            ["made_by"] = missing.MadeBy,
            ["recorded"] = missing.IsRecorded,
        })]);
        report["foreign"] = new JsonArray([.. verdict.Foreign.Select(foreign => new JsonObject
        {
            ["object"] = foreign.Found.Key, ["found"] = foreign.Found.ToString(), ["because"] = foreign.Because,
        })]);
        report["extra"] = Texts(verdict.Extra.Select(extra => extra.Key));
        report["ahead"] = Texts(verdict.Ahead);
    }

    /// <summary>The same in lines.</summary>
    public static void WriteTo(Screen screen, SchemaVerdict verdict)
    {
        screen.Row("verdict", verdict.IsFit ? $"[green]{Word(verdict)}[/]" : $"[red]{Word(verdict)}[/]", markup: true);
        screen.Rows("missing", verdict.Missing.Select(missing =>
            $"{missing.Needed}{(missing.Found is null ? "" : $"; found {missing.Found}")}"
                + Origin(missing)));
        screen.Rows("foreign", verdict.Foreign.Select(foreign => $"{foreign.Found}: {foreign.Because}"));
        screen.Rows("extra", verdict.Extra.Select(extra => extra.Key));
        screen.Rows("ahead", verdict.Ahead);
    }

    /// <summary>What mends it, as far as that is known.</summary>
    public static string? Mend(SchemaVerdict verdict) => verdict switch
    {
        _ when verdict.Missing.Any(missing => !missing.IsRecorded) => "everlatch schema apply",
        { IsFit: false } => "everlatch schema diff, and put back by hand what it shows: applying changes nothing",
        _ => null,
    };

    /// <summary>A list of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string Origin(MissingObject missing) => missing switch
    {
        { MadeBy: null } => "",
        { IsRecorded: false } => $"; {missing.MadeBy} makes it",
        _ => $"; {missing.MadeBy} made it and is recorded as done",
    };

    private static string Word(SchemaVerdict verdict) => verdict.Kind.ToString().ToLowerInvariant();
}
