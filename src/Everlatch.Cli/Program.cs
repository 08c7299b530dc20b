using System.CommandLine;
using Everlatch.Cli;
using Everlatch.Cli.Commands;
using Everlatch.Cli.Commands.Release;
using Everlatch.Cli.Commands.Schema;

var root = new RootCommand("Everlatch: an identity service whose deploys cannot take sign-in down.")
{
    UpCommand.Create(),
    ServeCommand.Create(),
    EdgeCommand.Create(),
    NodeCommand.Create(),
    InitCommand.Create(),
    HealthCommand.Create(),
    SchemaCommand.Create(),
    ReleaseCommand.Create(),
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

return await Invocation.RunAsync(root, args);
