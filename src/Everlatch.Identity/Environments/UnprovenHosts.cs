using Everlatch.Core;
using Everlatch.Identity.Domains;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Environments;

/// <summary>
/// Which hosts an environment's own administrators may add without proof: names of the operator's own, and of this machine. Any
/// other would let them have whatever a customer's DNS still sends here.
/// </summary>
public sealed class UnprovenHosts(IOptions<DomainOptions> options)
{
    /// <summary>Whether they may; a text that is no host is refused as such later.</summary>
    public bool MayAdd(string host) =>
        !HostName.TryParse(host, out var name) || HostRules.IsLoopback(name) || DomainNames.IsOwn(name, options.Value);
}
