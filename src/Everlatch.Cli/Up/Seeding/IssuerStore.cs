using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>Lets a host's issuer follow the port of this machine. Elsewhere an issuer never changes: tokens carry it.</summary>
internal static class IssuerStore
{
    private static readonly Statement Move = Statement.Write(
        "up.move_issuer", "update hosts set issuer = @issuer where environment_id = @environment and host_name = @host");

    public static Task MoveAsync(
        IStatements statements, EnvironmentId environment, HostName host, string issuer, CancellationToken ct) =>
        statements.ExecuteAsync(Move, new { environment, host, issuer }, ct);
}
