using System.CommandLine;

namespace Everlatch.Cli.Management;

/// <summary>Makes verbs that talk to the management API.</summary>
internal static class Verb
{
    /// <summary>A verb that runs in a session. What goes wrong is told by <see cref="Invocation" />.</summary>
    public static Command Create(
        string name, string description, Func<Session, CancellationToken, Task> run, params IEnumerable<Symbol> symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            Add(command, symbol);
        }

        command.SetAction((parsed, ct) => RunAsync(parsed, run, ct));
        return command;
    }

    /// <summary>A list, with the columns that a person wants to see.</summary>
    public static Command List(string description, string area, params string[] columns) => Create(
        "list",
        description,
        async (session, ct) => session.Output.List(
            await session.Client.ListAsync(await session.PathAsync(area, ct), ct), columns));

    /// <summary>One thing by its id.</summary>
    public static Command Show(string description, string area)
    {
        var id = new Argument<string>("id") { Description = "Its id." };
        return Create(
            "show",
            description,
            async (session, ct) =>
                session.Output.Item(
                    (await session.Client.GetAsync(await session.PathAsync(At(area, session.Value(id)), ct), ct)).Item),
            id);
    }

    /// <summary>Takes one thing away by its id.</summary>
    public static Command Delete(string description, string area, bool versioned = false)
    {
        var id = new Argument<string>("id") { Description = "Its id." };
        return Create(
            "delete",
            description,
            async (session, ct) =>
            {
                var path = await session.PathAsync(At(area, session.Value(id)), ct);
                await session.Client.DeleteAsync(path, versioned ? (await session.Client.GetAsync(path, ct)).ETag : null, ct);
                session.Output.Done($"{session.Value(id)} is deleted.");
            },
            id);
    }

    /// <summary>Does to one thing what the verb says.</summary>
    public static Command Act(string verb, string description, string area)
    {
        var id = new Argument<string>("id") { Description = "Its id." };
        return Create(
            verb,
            description,
            async (session, ct) =>
            {
                var path = await session.PathAsync(At(area, session.Value(id)), ct);
                await session.Client.ActAsync($"{path}/{verb}", (await session.Client.GetAsync(path, ct)).ETag, ct);
                session.Output.Done($"{session.Value(id)}: {verb}d.");
            },
            id);
    }

    /// <summary>The address of one thing in an area.</summary>
    public static string At(string area, string id) => $"{area}/{Uri.EscapeDataString(id)}";

    private static void Add(Command command, Symbol symbol)
    {
        if (symbol is Argument argument)
        {
            command.Arguments.Add(argument);
        }
        else
        {
            command.Options.Add((Option)symbol);
        }
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<Session, CancellationToken, Task> run, CancellationToken ct)
    {
        var connection = Connection.Find(
            parsed.GetValue(ConnectionOptions.Url),
            parsed.GetValue(ConnectionOptions.ClientId),
            parsed.GetRequiredValue(ConnectionOptions.Data));
        using var client = new ManagementClient(connection);
        await run(new Session(parsed, client), ct);
        return ExitCode.Done;
    }
}
