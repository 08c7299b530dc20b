using Everlatch.Core.Ids;
using Everlatch.Identity.Domains;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api.Domains;

/// <summary>The domains that a caller may touch: all of the environment, or those of its own tenant.</summary>
internal sealed class ReachableDomain(ReadDomains read)
{
    /// <summary>A domain; null when it is not there or not for this caller, which nobody can tell apart.</summary>
    public async Task<CustomDomain?> FindAsync(
        EnvironmentId environment, DomainId domain, Caller caller, CancellationToken ct) =>
        await read.FindAsync(environment, domain, ct) is { } found && (caller.Tenant is null || caller.Tenant == found.Tenant)
            ? found
            : null;

    /// <summary>Changes a domain that the caller may change; says why where it may not.</summary>
    public async Task<IResult> ChangeAsync(
        EnvironmentId environment,
        DomainId domain,
        Caller caller,
        Func<CustomDomain, Task<IResult>> change,
        CancellationToken ct) =>
        await FindAsync(environment, domain, caller, ct) is not { } found
            ? Answers.Unknown()
            : Refusal(caller, found.Tenant) ?? await change(found);

    /// <summary>
    /// The refusal of a caller who may change the domains of tenants and not this one, which is the whole environment's.
    /// </summary>
    public static ProblemResult? Refusal(Caller caller, TenantId? tenant) =>
        tenant is null && !caller.Scopes.Contains(ManagementScopes.EnvironmentsWrite)
            ? Answers.Refused(ApiErrors.ScopeMissing(ManagementScopes.EnvironmentsWrite))
            : null;
}
