using Everlatch.Core;
using Everlatch.Hosting;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Roles;
using Everlatch.Server;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>Who seeds, and what a refused seed means.</summary>
internal static class Seeded
{
    /// <summary>The audit trail's word for the first start.</summary>
    public static readonly AuditActor By = new("up", "");

    /// <summary>The same for acts that check what may be handed on.</summary>
    public static readonly Actor Owner = new(By, Authority.OfEnvironment(ManagementScopes.All));

    /// <summary>The thing that was made.</summary>
    /// <exception cref="StartRefusedException">It was refused: what is in the data folder stands in the way.</exception>
    public static T Value<T>(this Edit<T> edit) => edit switch
    {
        Edit<T>.Done done => done.Value,
        Edit<T>.Refused refused => throw new StartRefusedException(
            refused.Problem.Id, $"First data was refused: {refused.Problem.Title}"),
        _ => throw new StartRefusedException("EL1703", "First data changed while it was made; start again."),
    };
}
