using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;
using Everlatch.Release.Builds;

namespace Everlatch.Cli.Commands.Release;

/// <summary><c>everlatch release key</c>: makes the pair of keys that releases are signed and judged with.</summary>
internal static class KeyVerb
{
    private static readonly Option<string> Out = new("--out")
    {
        Description = "New file for the private key, readable by its owner alone; the public one goes to FILE.pub.",
        Required = true,
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("key", "Make a key pair for signing releases (ECDSA P-256), and print the public one.") { Out };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(Out);
        using var key = SigningKey.Create(file);
        if (parsed.GetValue(ConnectionOptions.Json))
        {
            new Output(json: true).Item(new JsonObject
            {
                ["key"] = key.Id,
                ["public_key"] = key.PublicPem,
                ["private_key_file"] = file,
                ["public_key_file"] = $"{file}.pub",
            });
        }
        else
        {
            Console.Write(key.PublicPem);
        }

        return ExitCode.Done;
    }
}
