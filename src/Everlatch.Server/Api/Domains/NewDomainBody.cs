using Everlatch.Core.Ids;

namespace Everlatch.Server.Api.Domains;

/// <summary>A domain to be claimed.</summary>
internal sealed record NewDomainBody
{
    /// <summary>The host name, without port.</summary>
    public required string Host { get; init; }

    /// <summary>The tenant whose it is; left out, it is the caller's own, or the whole environment's.</summary>
    public TenantId? Tenant { get; init; }
}
