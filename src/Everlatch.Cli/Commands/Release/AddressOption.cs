using System.CommandLine;

namespace Everlatch.Cli.Commands.Release;

/// <summary>Reads options that take an http or https address.</summary>
internal static class AddressOption
{
    /// <summary>The address that an option was given.</summary>
    public static Uri Of(ParseResult parsed, Option<string> option) => Of(option.Name, parsed.GetRequiredValue(option));

    /// <summary>The address in a text.</summary>
    /// <exception cref="WrongUsageException">It is none.</exception>
    public static Uri Of(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            && url.PathAndQuery == "/"
            ? url
            : throw new WrongUsageException($"{option} takes an http or https address without a path; it was '{text}'.");
}
