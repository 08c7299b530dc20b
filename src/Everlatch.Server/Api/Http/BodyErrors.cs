using System.Text.Json;
using System.Text.RegularExpressions;
using Everlatch.Core;

namespace Everlatch.Server.Api.Http;

/// <summary>Says what is wrong with a JSON body, without the names of our types.</summary>
internal static partial class BodyErrors
{
    /// <summary>The problem of a body that could not be read.</summary>
    public static Problem Of(JsonException e)
    {
        if (Missing().Match(e.Message) is { Success: true } missing)
        {
            return ApiErrors.BodyMalformed(
                $"The body lacks {missing.Groups["names"].Value}.", FirstName(missing.Groups["names"].Value));
        }

        if (Unmapped().Match(e.Message) is { Success: true } unmapped)
        {
            var name = unmapped.Groups["name"].Value;
            return ApiErrors.BodyMalformed($"The body has a member '{name}' that is not known here.", name);
        }

        if (Duplicate().Match(e.Message) is { Success: true } duplicate)
        {
            var name = duplicate.Groups["name"].Value;
            return ApiErrors.BodyMalformed($"The body has the member '{name}' twice.", name);
        }

        var at = e.Path is null or "$" ? "" : $" at '{e.Path}'";
        return ApiErrors.BodyMalformed(
            $"The body is not the JSON expected{at}, line {(e.LineNumber ?? 0) + 1}, byte {e.BytePositionInLine ?? 0}.");
    }

    private static string FirstName(string quoted) => quoted.Split('\'') is [_, var name, ..] ? name : quoted;

    [GeneratedRegex("missing required properties including: (?<names>('[^']{1,64}'(, )?)+)")]
    private static partial Regex Missing();

    [GeneratedRegex("^The JSON property '(?<name>[^']{1,64})' could not be mapped")]
    private static partial Regex Unmapped();

    [GeneratedRegex("^Duplicate property '(?<name>[^']{1,64})' encountered")]
    private static partial Regex Duplicate();
}
