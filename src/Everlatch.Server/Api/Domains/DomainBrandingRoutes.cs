using Everlatch.Core.Ids;
using Everlatch.Identity.Domains;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Environments;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api.Domains;

/// <summary><c>…/domains/{domain}/branding</c>: the look of the pages at a custom domain.</summary>
internal static class DomainBrandingRoutes
{
    private const string Path = "/{domain}/branding";

    public static void Map(IEndpointRouteBuilder domains)
    {
        domains.MapPut(Path, BrandAsync)
            .WithName("BrandDomain").WithSummary("Give the pages at a custom domain a look of their own")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Produces<DomainBody>();
        domains.MapDelete(Path, UnbrandAsync)
            .WithName("UnbrandDomain").WithSummary("Let the pages at a custom domain look as the environment's")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Produces(StatusCodes.Status204NoContent);
    }

    private static Task<IResult> BrandAsync(
        EnvironmentId environment,
        DomainId domain,
        BrandingBody body,
        IfMatch match,
        Caller caller,
        ReachableDomain reachable,
        DomainAnswers answers,
        BrandDomain brand,
        CancellationToken ct) =>
        reachable.ChangeAsync(
            environment,
            domain,
            caller,
            async found =>
            {
                var answer = await answers.BeforeChangeAsync(found, ct);
                return Answers.Of(
                    await brand.RunAsync(environment, domain, match.Version, body.ToBranding(), caller.ToActor(), ct), answer);
            },
            ct);

    private static Task<IResult> UnbrandAsync(
        EnvironmentId environment,
        DomainId domain,
        IfMatch match,
        Caller caller,
        ReachableDomain reachable,
        BrandDomain brand,
        CancellationToken ct) =>
        reachable.ChangeAsync(
            environment,
            domain,
            caller,
            async _ => Answers.Of(
                await brand.RunAsync(environment, domain, match.Version, null, caller.ToActor(), ct),
                _ => Results.NoContent()),
            ct);
}
