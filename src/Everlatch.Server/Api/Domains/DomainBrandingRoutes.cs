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

    private static async Task<IResult> BrandAsync(
        EnvironmentId environment,
        DomainId domain,
        BrandingBody body,
        IfMatch match,
        Caller caller,
        ReachableDomain reachable,
        DomainAnswers answers,
        BrandDomain brand,
        CancellationToken ct)
    {
        if (await reachable.FindAsync(environment, domain, caller, ct) is not { } found)
        {
            return Answers.Unknown();
        }

        if (ReachableDomain.Refusal(caller, found.Tenant) is { } refusal)
        {
            return refusal;
        }

        // Read before: a fault after the act would be told as if nothing had been done.
        var certificate = (await answers.OneAsync(found, ct)).Certificate;
        return Answers.Of(
            await brand.RunAsync(environment, domain, match.Version, body.ToBranding(), caller.ToActor(), ct),
            branded => Answers.Found(answers.New(branded) with { Certificate = certificate }, branded.Version));
    }

    private static async Task<IResult> UnbrandAsync(
        EnvironmentId environment,
        DomainId domain,
        IfMatch match,
        Caller caller,
        ReachableDomain reachable,
        BrandDomain brand,
        CancellationToken ct) =>
        await reachable.FindAsync(environment, domain, caller, ct) is not { } found
            ? Answers.Unknown()
            : ReachableDomain.Refusal(caller, found.Tenant) ?? Answers.Of(
                await brand.RunAsync(environment, domain, match.Version, null, caller.ToActor(), ct), _ => Results.NoContent());
}
