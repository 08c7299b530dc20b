using System.CommandLine;
using Everlatch.Cli.Commands;
using Everlatch.Cli.Commands.Drill;
using Everlatch.Cli.Commands.Release;
using Everlatch.Cli.Commands.Schema;

namespace Everlatch.Cli;

/// <summary>All that the command line knows.</summary>
internal static class Verbs
{
    /// <summary>The root of all verbs.</summary>
    public static RootCommand Root() => new("Everlatch: an identity service whose deploys cannot take sign-in down.")
    {
        UpCommand.Create(),
        ServeCommand.Create(),
        EdgeCommand.Create(),
        NodeCommand.Create(),
        InitCommand.Create(),
        HealthCommand.Create(),
        SchemaCommand.Create(),
        ReleaseCommand.Create(),
        DrillCommand.Create(),
        RegionCommand.Create(),
        EnvCommand.Create(),
        DomainCommand.Create(),
        AppCommand.Create(),
        ApiCommand.Create(),
        ClientCommand.Create(),
        RoleCommand.Create(),
        KeyCommand.Create(),
        TenantCommand.Create(),
        UserCommand.Create(),
        TokenCommand.Create(),
        AuditCommand.Create(),
    };
}
