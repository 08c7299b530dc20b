using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Gate;

/// <summary>What is wrong with a schema, in sentences for a log, a health page and a terminal.</summary>
internal static class Sentences
{
    /// <summary>What is missing, and which migration makes it.</summary>
    public static string Of(MissingObject missing) =>
        $"The {missing.Needed.Key} {(missing.Found is null ? "is missing" : $"is not what is needed ({missing.Needed}): found {missing.Found}")}"
        + (missing.MadeBy is null ? "." : $"; {missing.MadeBy} makes it.");

    /// <summary>What somebody changed beside the migrations.</summary>
    public static string Of(ForeignObject foreign) => $"The {foreign.Found.Key} was changed beside the migrations. {foreign.Because}";
}
