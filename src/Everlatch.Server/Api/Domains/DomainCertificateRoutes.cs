using Everlatch.Core.Ids;
using Everlatch.Identity.Certificates.Uploads;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api.Domains;

/// <summary><c>…/domains/{domain}/certificate</c>: certificates that administrators bring themselves.</summary>
internal static class DomainCertificateRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var certificate = environment.MapGroup("/domains/{domain}/certificate").WithTags("Domains");
        certificate.MapPut("", UploadAsync)
            .WithName("UploadDomainCertificate")
            .WithSummary("Serve a custom domain with a certificate of your own; none is ordered while it is valid")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Produces<CertificateBody>();
        certificate.MapDelete("", RemoveAsync)
            .WithName("RemoveDomainCertificate")
            .WithSummary("Take an uploaded certificate away at once; one is ordered instead, where certificates are ordered")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Produces(StatusCodes.Status204NoContent);
    }

    private static Task<IResult> UploadAsync(
        EnvironmentId environment,
        DomainId domain,
        NewCertificateBody body,
        Caller caller,
        ReachableDomain reachable,
        UploadCertificate upload,
        CancellationToken ct) =>
        reachable.ChangeAsync(
            environment,
            domain,
            caller,
            async found => Answers.Of(
                await upload.RunAsync(found, body.Chain, body.PrivateKey, caller.Actor, ct),
                stored => Results.Ok(CertificateBody.Of(stored))),
            ct);

    private static Task<IResult> RemoveAsync(
        EnvironmentId environment,
        DomainId domain,
        Caller caller,
        ReachableDomain reachable,
        RemoveCertificate remove,
        CancellationToken ct) =>
        reachable.ChangeAsync(
            environment,
            domain,
            caller,
            async found => Answers.Of(await remove.RunAsync(found, caller.Actor, ct), _ => Results.NoContent()),
            ct);
}
