using System.CommandLine;
using Everlatch.Cli.Init;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch init</c>: the first environment of a production database, and whoever may make the others.</summary>
internal static class InitCommand
{
    private static readonly Option<string> Host = new("--host")
    {
        Description = "Host name that leads to it, such as login.example.com.", Required = true,
    };

    private static readonly Option<string?> Issuer = new("--issuer")
    {
        Description = "Issuer of its tokens; without it, https at that host and the standard port.",
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "The environment's name.", DefaultValueFactory = _ => "Everlatch",
    };

    private static readonly Option<string> Region = new("--region")
    {
        Description = "The environment's home.", DefaultValueFactory = _ => "eu",
    };

    private static readonly Option<string> Credentials = new("--credentials")
    {
        Description = "New file for the operator's client id and secret, readable by its owner alone.", Required = true,
    };

    /// <summary>The verb. Like <c>serve</c> it is told by its environment; its options hold no secret.</summary>
    public static Command Create()
    {
        var command = new Command("init", "Make the first environment of a database that has its schema.")
        {
            Host, Issuer, Name, Region, Credentials, ConnectionOptions.Json,
        };
        command.SetAction(async (parsed, ct) =>
            await InitRun.RunAsync(Read(parsed), new Output(parsed.GetValue(ConnectionOptions.Json)), ct));
        return command;
    }

    private static InitSettings Read(ParseResult parsed) => InitSettings.Check(
        parsed.GetRequiredValue(Host),
        parsed.GetValue(Issuer),
        parsed.GetRequiredValue(Name),
        parsed.GetRequiredValue(Region),
        parsed.GetRequiredValue(Credentials));
}
