using System.ComponentModel.DataAnnotations;
using System.Net;
using Everlatch.Core;

namespace Everlatch.Identity.Domains;

/// <summary>Custom domains and how DNS is asked about them. Section <c>Everlatch:Domains</c>.</summary>
public sealed class DomainOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Domains";

    /// <summary>
    /// The name below which customers' CNAME records lead, such as <c>domains.example.net</c>; <c>*.domains.example.net</c> leads
    /// to the edges. Empty (the default) means that there are no custom domains.
    /// </summary>
    public string CnameTarget { get; set; } = "";

    /// <summary>
    /// Domains of the operator's own, such as <c>login.example.com</c>: names below are nobody's custom domain, and any
    /// environment may take a free one as its host.
    /// </summary>
    public IList<string> BaseDomains { get; } = [];

    /// <summary>Resolvers, as addresses with a port such as <c>192.0.2.53:53</c>; none takes the system's.</summary>
    public IList<string> Resolvers { get; } = [];

    /// <summary>Milliseconds until a silent resolver counts as a fault. Default 2000.</summary>
    [Range(50, 10_000)]
    public int ResolverMilliseconds { get; set; } = 2000;

    /// <summary>Seconds between two looks for domains that are due. Default 5.</summary>
    [Range(1, 3600)]
    public int WatchSeconds { get; set; } = 5;

    /// <summary>Minutes after which a proven domain is looked up again, for as long as it lives. Default 30.</summary>
    [Range(1, 1440)]
    public int RecheckMinutes { get; set; } = 30;

    /// <summary>Hours for which a domain is served although its records vanished. Default 24.</summary>
    [Range(1, 720)]
    public int GraceHours { get; set; } = 24;

    /// <summary>Unproven claims that an environment, and each of its tenants, may have. Default 100.</summary>
    [Range(1, 100_000)]
    public int MaxUnproven { get; set; } = 100;

    /// <summary>
    /// Domains that a tenant may have, proven or not: each may cost a certificate, of which an authority issues so many in a week
    /// to all of an installation together. Default 50.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxPerTenant { get; set; } = 50;

    /// <summary>Domains that an environment may have, its tenants' among them. Default 10000.</summary>
    [Range(1, 1_000_000)]
    public int MaxPerEnvironment { get; set; } = 10_000;

    /// <summary>
    /// Names for which the operator put certificates on the edges, such as <c>login.acme.example</c> or
    /// <c>*.customers.example</c>: none is ordered for them.
    /// </summary>
    public IList<string> Certificates { get; } = [];

    /// <summary>Whether there are custom domains.</summary>
    public bool Enabled => CnameTarget.Length > 0;

    internal static bool NamesAreHosts(DomainOptions options) =>
        options.BaseDomains.Append(options.CnameTarget).Where(name => name.Length > 0)
            .All(name => HostName.TryParse(name, out var host) && host.Value == name);

    internal static bool ResolversAreAddresses(DomainOptions options) =>
        options.Resolvers.All(resolver => IPEndPoint.TryParse(resolver, out var address) && address.Port > 0);
}
