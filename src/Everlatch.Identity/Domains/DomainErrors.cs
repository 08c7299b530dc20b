using Everlatch.Core;

namespace Everlatch.Identity.Domains;

/// <summary>What custom domains refuse.</summary>
public static class DomainErrors
{
    /// <summary>The name has another form.</summary>
    public static readonly Problem HostInvalid = new(
        "EL1660",
        422,
        "A custom domain is expected to be a DNS name of at least two labels, at most 230 characters long.",
        "host");

    /// <summary>The name is the operator's.</summary>
    public static readonly Problem OwnName =
        new("EL1661", 422, "That name belongs to this installation; a custom domain is a customer's own.", "host");

    /// <summary>The same owner claims it already.</summary>
    public static readonly Problem Claimed = new("EL1662", 409, "That domain is claimed here already.", "host");

    /// <summary>Prove some first.</summary>
    public static readonly Problem TooManyUnproven =
        new("EL1663", 409, "There are too many domains that nobody proved yet: prove or remove some first.");

    /// <summary>There is nothing to lead to.</summary>
    public static readonly Problem NotEnabled =
        new("EL1664", 409, "This installation has no custom domains: its operator did not set Everlatch:Domains:CnameTarget.");

    /// <summary>The tenant has all that it may have.</summary>
    public static readonly Problem TooManyOfTenant = new(
        "EL1665", 409, "The tenant has as many domains as a tenant may have: remove one first, or ask the operator for more.");

    /// <summary>The environment has all that it may have.</summary>
    public static readonly Problem TooManyOfEnvironment = new(
        "EL1666",
        409,
        "The environment and its tenants have as many domains as an environment may have: remove one first, or ask the operator "
            + "for more.");

    /// <summary>A link of that length.</summary>
    public static readonly Problem LinkHours = new("EL1668", 422, "A link lasts from 1 to 720 hours.", "hours");

    /// <summary>There is nowhere to show the page.</summary>
    public static readonly Problem NoHostForLink =
        new("EL1669", 409, "The environment has no host yet, so there is nowhere for the page: add one first.");
}
