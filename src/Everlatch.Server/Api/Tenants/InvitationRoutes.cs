using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Invitations;
using Everlatch.Identity.Tenants;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.Tenants;

/// <summary><c>…/tenants/{tenant}/invitations</c>: mailed offers to join a tenant.</summary>
internal static class InvitationRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var invitations = environment.MapGroup("/tenants/{tenant}/invitations").WithTags("Invitations");
        invitations.MapGet("", ListAsync)
            .WithName("ListInvitations").WithSummary("List invitations, closed ones too")
            .Requires(ManagementScopes.TenantsRead).OpenToTenants().Produces<PageBody<InvitationBody>>();
        invitations.MapPost("", InviteAsync)
            .WithName("Invite").WithSummary("Invite a mailbox; the answer does not tell whether its owner has an account")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Idempotent()
            .Produces<InvitationBody>(StatusCodes.Status201Created);
        invitations.MapGet("/{invitation}", FindAsync)
            .WithName("FindInvitation").WithSummary("Read an invitation")
            .Requires(ManagementScopes.TenantsRead).OpenToTenants().Produces<InvitationBody>();
        invitations.MapDelete("/{invitation}", RevokeAsync)
            .WithName("RevokeInvitation").WithSummary("Take an open invitation back")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment,
        TenantId tenant,
        Paging paging,
        PageWriter pages,
        FindTenants tenants,
        FindInvitations find,
        CancellationToken ct) =>
        await tenants.ByIdAsync(environment, tenant, ct) is null
            ? Answers.Unknown()
            : Results.Ok(pages.Write(
                await find.PageAsync(environment, tenant, paging.After, paging.Limit, ct), paging, InvitationBody.Of));

    private static async Task<IResult> InviteAsync(
        ManagedEnvironment environment,
        TenantId tenant,
        NewInvitationBody body,
        Caller caller,
        Invite invite,
        CancellationToken ct)
    {
        // The link must lead to the invited tenant's environment, which need not be the one whose host was called.
        if (environment.Entry.PrimaryHost is not { } host)
        {
            return Answers.Refused(InvitationErrors.NoHost);
        }

        var there = new DirectoryHost(environment.Entry, host);
        return Answers.Of(
            await invite.RunAsync(there, tenant, body.Email, body.Roles, caller.ToActor(), ct),
            sent => Answers.Created(
                $"/environments/{environment.Id}/tenants/{tenant}/invitations/{sent.Id}", InvitationBody.Of(sent), sent.Version));
    }

    private static async Task<IResult> FindAsync(
        EnvironmentId environment, TenantId tenant, InvitationId invitation, FindInvitations find, CancellationToken ct) =>
        await find.ByIdAsync(environment, tenant, invitation, ct) is { } found
            ? Answers.Found(InvitationBody.Of(found), found.Version)
            : Answers.Unknown();

    private static async Task<IResult> RevokeAsync(
        EnvironmentId environment,
        TenantId tenant,
        InvitationId invitation,
        Caller caller,
        RevokeInvitation revoke,
        CancellationToken ct) =>
        await revoke.RunAsync(environment, tenant, invitation, caller.ToActor(), ct) ? Results.NoContent() : Answers.Unknown();
}
