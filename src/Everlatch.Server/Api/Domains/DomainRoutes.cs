using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Domains.SetupLinks;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.Domains;

/// <summary>
/// <c>…/domains</c>: hosts of customers. Those of a tenant go with its scope; one of the whole environment asks for
/// <c>environments:write</c> too.
/// </summary>
internal static class DomainRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var domains = environment.MapGroup("/domains").WithTags("Domains");
        domains.MapGet("", ListAsync)
            .WithName("ListDomains").WithSummary("List custom domains, of one tenant when asked so")
            .Requires(ManagementScopes.TenantsRead).OpenToTenants().Produces<PageBody<DomainBody>>();
        domains.MapPost("", AddAsync)
            .WithName("AddDomain").WithSummary("Claim a custom domain; the answer holds the DNS records that prove it")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Idempotent()
            .Produces<DomainBody>(StatusCodes.Status201Created);
        domains.MapGet("/{domain}", FindAsync)
            .WithName("FindDomain").WithSummary("Read a custom domain: its state, why, and the records that prove it")
            .Requires(ManagementScopes.TenantsRead).OpenToTenants().Produces<DomainBody>();
        domains.MapPost("/{domain}/verify", VerifyAsync)
            .WithName("VerifyDomain").WithSummary("Ask DNS about a custom domain now, and let its state follow")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Produces<DomainBody>();
        domains.MapPost("/{domain}/links", LinkAsync)
            .WithName("MakeDomainLink").WithSummary("Make a link to the page for whoever sets the domain's DNS records")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Produces<DomainLinkBody>(StatusCodes.Status201Created);
        domains.MapDelete("/{domain}", RemoveAsync)
            .WithName("RemoveDomain").WithSummary("Take a custom domain away; its host leads nowhere from then on")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Produces(StatusCodes.Status204NoContent);
        DomainBrandingRoutes.Map(domains);
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment,
        TenantId? tenant,
        Caller caller,
        Paging paging,
        PageWriter pages,
        ReadDomains read,
        DomainAnswers answers,
        CancellationToken ct)
    {
        if (caller.Tenant is { } own && tenant is not null && tenant != own)
        {
            return Answers.Unknown();
        }

        var page = await read.PageAsync(environment, caller.Tenant ?? tenant, paging.After, paging.Limit, ct);
        var bodies = await answers.PageAsync(environment, caller.Tenant ?? tenant, paging.After, page, ct);
        return Results.Ok(pages.Write(bodies, paging, body => body));
    }

    private static async Task<IResult> AddAsync(
        EnvironmentId environment, NewDomainBody body, Caller caller, DomainAnswers answers, AddDomain add, CancellationToken ct)
    {
        if (caller.Tenant is { } own && body.Tenant is { } named && named != own)
        {
            return Answers.Unknown();
        }

        var tenant = body.Tenant ?? caller.Tenant;
        return ReachableDomain.Refusal(caller, tenant) ?? Answers.Of(
            await add.RunAsync(environment, body.Host, tenant, caller.ToActor(), ct),
            made => Answers.Created(
                $"/environments/{environment}/domains/{made.Id}", answers.New(made), made.Version));
    }

    private static async Task<IResult> FindAsync(
        EnvironmentId environment,
        DomainId domain,
        Caller caller,
        ReachableDomain reachable,
        DomainAnswers answers,
        CancellationToken ct) =>
        await reachable.FindAsync(environment, domain, caller, ct) is { } found
            ? Answers.Found(await answers.OneAsync(found, ct), found.Version)
            : Answers.Unknown();

    private static Task<IResult> VerifyAsync(
        EnvironmentId environment,
        DomainId domain,
        Caller caller,
        ReachableDomain reachable,
        DomainAnswers answers,
        VerifyDomain verify,
        CancellationToken ct) =>
        reachable.ChangeAsync(
            environment,
            domain,
            caller,
            async found =>
            {
                var answer = await answers.BeforeChangeAsync(found, ct);
                return Answers.Of(await verify.RunAsync(environment, domain, caller.Actor, ct), answer);
            },
            ct);

    private static Task<IResult> LinkAsync(
        ManagedEnvironment environment,
        DomainId domain,
        NewDomainLinkBody body,
        Caller caller,
        ReachableDomain reachable,
        MakeSetupLink make,
        CancellationToken ct) =>
        reachable.ChangeAsync(
            environment.Id,
            domain,
            caller,
            async _ =>
            {
                // It must lead to the domain's environment, which need not be the one whose host was called.
                if (environment.Entry.PrimaryHost is not { } host)
                {
                    return Answers.Refused(DomainErrors.NoHostForLink);
                }

                var there = new DirectoryHost(environment.Entry, host);
                return Answers.Of(
                    await make.RunAsync(there, domain, body.Hours, caller.ToActor(), ct),
                    link => Results.Created(link.Url, new DomainLinkBody(link.Url, link.ExpiresAt)));
            },
            ct);

    private static Task<IResult> RemoveAsync(
        EnvironmentId environment,
        DomainId domain,
        IfMatch match,
        Caller caller,
        ReachableDomain reachable,
        RemoveDomain remove,
        CancellationToken ct) =>
        reachable.ChangeAsync(
            environment,
            domain,
            caller,
            async _ => Answers.Of(
                await remove.RunAsync(environment, domain, match.Version, caller.ToActor(), ct), _ => Results.NoContent()),
            ct);
}
