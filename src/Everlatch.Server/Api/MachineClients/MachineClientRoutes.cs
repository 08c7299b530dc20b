using Everlatch.Core.Ids;
using Everlatch.Identity.MachineClients;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Clients;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.MachineClients;

/// <summary><c>…/machine-clients</c>: machines that get tokens for themselves.</summary>
internal static class MachineClientRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var clients = environment.MapGroup("/machine-clients").WithTags("Machine clients");
        clients.MapGet("", ListAsync)
            .WithName("ListMachineClients").WithSummary("List machine clients")
            .Requires(ManagementScopes.ClientsRead).Produces<PageBody<MachineClientBody>>();
        clients.MapPost("", CreateAsync)
            .WithName("CreateMachineClient").WithSummary("Make a machine client; its secret is shown this once")
            .Requires(ManagementScopes.ClientsWrite).Idempotent().Produces<MachineClientBody>(StatusCodes.Status201Created);
        clients.MapGet("/{client}", FindAsync)
            .WithName("FindMachineClient").WithSummary("Read a machine client")
            .Requires(ManagementScopes.ClientsRead).Produces<MachineClientBody>();
        clients.MapPut("/{client}", UpdateAsync)
            .WithName("UpdateMachineClient").WithSummary("Change a machine client")
            .Requires(ManagementScopes.ClientsWrite).Produces<MachineClientBody>();
        clients.MapDelete("/{client}", DeleteAsync)
            .WithName("DeleteMachineClient").WithSummary("Take a machine client away; its tokens count no more")
            .Requires(ManagementScopes.ClientsWrite).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment, Paging paging, PageWriter pages, ReadMachineClients read, CancellationToken ct) =>
        Results.Ok(pages.Write(await read.ListAsync(environment, paging.Limit, paging.After, ct), paging, MachineClientBody.Of));

    private static async Task<IResult> CreateAsync(
        ManagedEnvironment environment,
        MachineClientChangeBody body,
        Caller caller,
        CreateMachineClient create,
        CancellationToken ct)
    {
        var draft = body.ToDraft();
        if (Escalation.Check(caller, environment.Entry, draft.Apis) is { } problem)
        {
            return Answers.Refused(problem);
        }

        return Answers.Of(
            await create.RunAsync(caller.Actor, environment.Id, draft, ct),
            made => Answers.Created(
                $"/environments/{environment.Id}/machine-clients/{made.Client.Id}",
                MachineClientBody.Of(made.Client) with { Secret = made.Secret is null ? null : MadeSecretBody.Of(made.Secret) },
                made.Client.Version));
    }

    private static async Task<IResult> FindAsync(
        EnvironmentId environment, MachineClientId client, ReadMachineClients read, CancellationToken ct) =>
        await read.FindAsync(environment, client, ct) is { } found
            ? Answers.Found(MachineClientBody.Of(found), found.Version)
            : Answers.Unknown();

    private static async Task<IResult> UpdateAsync(
        ManagedEnvironment environment,
        MachineClientId client,
        MachineClientChangeBody body,
        IfMatch match,
        Caller caller,
        UpdateMachineClient update,
        CancellationToken ct)
    {
        var draft = body.ToDraft();
        var held = environment.Entry.MachineClients.GetValueOrDefault(client)?.Apis ?? [];
        if (Escalation.Check(caller, environment.Entry, [.. draft.Apis, .. held]) is { } problem)
        {
            return Answers.Refused(problem);
        }

        return Answers.Of(
            await update.RunAsync(caller.Actor, environment.Id, client, match.Version, draft, ct),
            updated => Answers.Found(MachineClientBody.Of(updated), updated.Version));
    }

    private static async Task<IResult> DeleteAsync(
        EnvironmentId environment, MachineClientId client, Caller caller, DeleteMachineClient delete, CancellationToken ct) =>
        Answers.Of(await delete.RunAsync(caller.Actor, environment, client, ct), _ => Results.NoContent());
}
