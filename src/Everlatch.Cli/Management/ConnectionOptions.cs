using System.CommandLine;

namespace Everlatch.Cli.Management;

/// <summary>
/// Options that every management verb takes. None of them is a secret: those come from the environment or from files.
/// </summary>
internal static class ConnectionOptions
{
    /// <summary>The server.</summary>
    public static readonly Option<string?> Url = new("--url")
    {
        Description = "The server; else EVERLATCH_URL, else what up.json of --data says.", Recursive = true,
    };

    /// <summary>The client.</summary>
    public static readonly Option<string?> ClientId = new("--client-id")
    {
        Description =
            "The machine client; else EVERLATCH_CLIENT_ID. Its secret: EVERLATCH_CLIENT_SECRET or EVERLATCH_CLIENT_SECRET_FILE.",
        Recursive = true,
    };

    /// <summary>The folder of an <c>everlatch up</c>.</summary>
    public static readonly Option<string> Data = new("--data")
    {
        Description = "Folder of the 'everlatch up' to manage.", Recursive = true, DefaultValueFactory = _ => "data",
    };

    /// <summary>The environment.</summary>
    public static readonly Option<string?> Environment = new("--env")
    {
        Description = "Id of the environment; may be left out where the client reaches one only.", Recursive = true,
    };

    /// <summary>Whether the output is for machines.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document.", Recursive = true };

    /// <summary>Adds them to a verb and everything below it.</summary>
    public static Command WithConnection(this Command command)
    {
        command.Options.Add(Url);
        command.Options.Add(ClientId);
        command.Options.Add(Data);
        command.Options.Add(Environment);
        command.Options.Add(Json);
        return command;
    }
}
