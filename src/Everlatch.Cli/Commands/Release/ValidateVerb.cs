using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Management;
using Everlatch.Release.Builds;
using Everlatch.Release.Orchestrators;

namespace Everlatch.Cli.Commands.Release;

/// <summary>
/// <c>everlatch release validate</c>: whether the servers that another orchestrator started are the release that it was told to
/// start. Their database is asked by <c>schema verify</c>.
/// </summary>
internal static class ValidateVerb
{
    private static readonly Option<string[]> Server = new("--server")
    {
        Description = "Address of servers, such as http://everlatch-servers:8081; each address that the name has is asked. "
            + "May be given several times.",
        Required = true,
    };

    private static readonly Option<int> AtLeast = new("--at-least")
    {
        Description = "How many servers there must be.", DefaultValueFactory = _ => 1,
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command(
            "validate",
            "Ask servers whether they are a release, need its contract and are ready; exit 3 when one is not, or too few are "
                + "there.")
        {
            PolicyOptions.Folder, PolicyOptions.PublicKey, Server, AtLeast,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        Uri[] addresses = [.. parsed.GetRequiredValue(Server).Select(text => AddressOption.Of(Server.Name, text))];
        if (await PolicyOptions.OpenAsync(parsed, ct) is not OpenOutcome.Good release)
        {
            return await VerifyVerb.RunAsync(parsed, ct);
        }

        var found = await new ValidateServers(release.Folder).RunAsync(addresses, ct);
        var least = parsed.GetValue(AtLeast);
        var isValid = found.Count >= least && found.All(server => server.Wrong.Count == 0);
        Write(release.Folder, found, least, isValid, parsed.GetValue(ConnectionOptions.Json));
        return isValid ? ExitCode.Done : ExitCode.Refused;
    }

    private static void Write(
        ReleaseFolder release, IReadOnlyList<ServerFinding> found, int least, bool isValid, bool json)
    {
        if (json)
        {
            new Output(json).Item(new JsonObject
            {
                ["release"] = release.Manifest.Version,
                ["digest"] = release.Digest,
                ["verdict"] = isValid ? "valid" : "refused",
                ["at_least"] = least,
                ["servers"] = new JsonArray([.. found.Select(server => new JsonObject
                {
                    ["server"] = Address(server),
                    ["wrong"] = new JsonArray([.. server.Wrong.Select(wrong => (JsonNode)wrong)]),
                })]),
            });
            return;
        }

        var screen = new Screen();
        screen.Row("release", $"{release.Manifest.Version} ({release.Digest})");
        screen.Row("verdict", isValid ? "valid" : "refused");
        screen.Row("servers", $"{found.Count} asked, {found.Count(server => server.Wrong.Count == 0)} good; {least} are enough");
        screen.Rows(
            "because",
            found.SelectMany(server => server.Wrong.Select(wrong => $"{Address(server)}: {wrong}")));
    }

    private static string Address(ServerFinding found) => found.Server.GetLeftPart(UriPartial.Authority);
}
