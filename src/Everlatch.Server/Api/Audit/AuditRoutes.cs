using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api.Audit;

/// <summary><c>…/audit-events</c>: what happened, newest first. A tenant's own people see what concerns their tenant.</summary>
internal static class AuditRoutes
{
    public static void Map(IEndpointRouteBuilder environment) =>
        environment.MapGet("/audit-events", SearchAsync).WithTags("Audit")
            .WithName("SearchAuditEvents").WithSummary("Search audit events by kind, user, tenant and time")
            .Requires(ManagementScopes.AuditRead).OpenToTenants().Produces<PageBody<AuditEventBody>>();

    private static async Task<IResult> SearchAsync(
        EnvironmentId environment,
        [AsParameters] AuditQuery query,
        Caller caller,
        Paging paging,
        PageWriter pages,
        SearchAudit search,
        CancellationToken ct)
    {
        if (caller.Tenant is { } own && query.Tenant is { } asked && asked != own)
        {
            return Answers.Unknown();
        }

        var filter = query.ToFilter() with { Tenant = caller.Tenant ?? query.Tenant };
        AuditEventId? after = paging.After is null ? null : AuditEventId.Trusted(paging.After);
        return Results.Ok(
            pages.Write(await search.RunAsync(environment, filter, paging.Limit, after, ct), paging, AuditEventBody.Of));
    }
}
