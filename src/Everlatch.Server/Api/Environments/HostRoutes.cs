using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Environments;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.Environments;

/// <summary><c>…/hosts</c>: the hosts that lead to an environment.</summary>
internal static class HostRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var hosts = environment.MapGroup("/hosts").WithTags("Hosts");
        hosts.MapGet("", List)
            .WithName("ListHosts").WithSummary("List the hosts that lead to the environment")
            .Requires(ManagementScopes.EnvironmentsRead).Produces<PageBody<HostBody>>();
        hosts.MapPost("", AddAsync)
            .WithName("AddHost").WithSummary("Let a host of the operator's lead to the environment")
            .Requires(ManagementScopes.EnvironmentsWrite).Idempotent().Produces<HostBody>(StatusCodes.Status201Created);
        hosts.MapPost("/{host}/primary", MakePrimaryAsync)
            .WithName("MakeHostPrimary").WithSummary("Choose the host that mails and pages name")
            .Requires(ManagementScopes.EnvironmentsWrite).Produces<HostBody>();
        hosts.MapDelete("/{host}", RemoveAsync)
            .WithName("RemoveHost").WithSummary("Take a host away from the environment")
            .Requires(ManagementScopes.EnvironmentsWrite).Produces(StatusCodes.Status204NoContent);
    }

    private static IResult List(ManagedEnvironment environment, Paging paging, PageWriter pages) =>
        Results.Ok(pages.Cut(environment.Entry.Hosts.Values, paging, host => host.Name.Value, HostBody.Of));

    private static async Task<IResult> AddAsync(
        EnvironmentId environment,
        NewHostBody body,
        Caller caller,
        UnprovenHosts unproven,
        AddHost add,
        CancellationToken ct) =>
        caller.IsOperator || unproven.MayAdd(body.Host)
            ? Answers.Of(
                await add.RunAsync(caller.Actor, environment, body.Host, body.Issuer, ct),
                host => Results.Created(
                    $"{ManagementFeature.Prefix}/environments/{environment}/hosts/{host.Name}", HostBody.Of(host)))
            : Answers.Refused(EnvironmentErrors.HostUnproven);

    private static async Task<IResult> MakePrimaryAsync(
        EnvironmentId environment, string host, Caller caller, MakeHostPrimary make, CancellationToken ct) =>
        HostName.TryParse(host, out var name)
            ? Answers.Of(await make.RunAsync(caller.Actor, environment, name, ct), made => Results.Ok(HostBody.Of(made)))
            : Answers.Unknown();

    private static async Task<IResult> RemoveAsync(
        EnvironmentId environment, string host, Caller caller, RemoveHost remove, CancellationToken ct) =>
        HostName.TryParse(host, out var name)
            ? Answers.Of(await remove.RunAsync(caller.Actor, environment, name, ct), _ => Results.NoContent())
            : Answers.Unknown();
}
