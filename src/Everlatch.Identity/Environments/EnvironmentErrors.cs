using Everlatch.Core;

namespace Everlatch.Identity.Environments;

/// <summary>What environments and their hosts refuse.</summary>
public static class EnvironmentErrors
{
    /// <summary>The name has another form.</summary>
    public static readonly Problem NameInvalid =
        new("EL1620", 422, "A name is expected to have 1 to 100 characters without control characters.", "name");

    /// <summary>The region has another form.</summary>
    public static readonly Problem RegionInvalid =
        new("EL1621", 422, "A region is expected to be 1 to 16 lower-case letters, digits and hyphens.", "region");

    /// <summary>The name shown on pages has another form.</summary>
    public static readonly Problem DisplayNameInvalid = new(
        "EL1622",
        422,
        "A display name is expected to have 1 to 100 characters without control characters.",
        "branding.display_name");

    /// <summary>The logo's address has another form.</summary>
    public static readonly Problem LogoInvalid = new(
        "EL1623",
        422,
        "A logo is expected to be an https address without credentials, at most 2000 characters long.",
        "branding.logo_url");

    /// <summary>The colour has another form.</summary>
    public static readonly Problem ColorInvalid =
        new("EL1624", 422, "A colour is expected to be '#' and six hexadecimal digits.", "branding.primary_color");

    /// <summary>The life of sessions is out of bounds.</summary>
    public static readonly Problem SessionInvalid = new(
        "EL1625",
        422,
        "Sessions are expected to idle 5 to 43200 minutes, to last 1 to 8760 hours, and not to idle longer than they last.",
        "sessions");

    /// <summary>The password score is out of bounds.</summary>
    public static readonly Problem PasswordScoreInvalid =
        new("EL1626", 422, "The smallest password score is expected to be 0 to 4.", "minimum_password_score");

    /// <summary>The host has another form.</summary>
    public static readonly Problem HostInvalid =
        new("EL1630", 422, "A host is expected to be a domain name or an IP address, without port.", "host");

    /// <summary>The issuer has another form.</summary>
    public static readonly Problem IssuerInvalid = new(
        "EL1631",
        422,
        "An issuer is expected to be https:// and this very host (http:// on loopback), with an optional port and nothing more.",
        "issuer");

    /// <summary>The host leads elsewhere already.</summary>
    public static readonly Problem HostTaken = new("EL1632", 409, "That host leads to an environment already.", "host");

    /// <summary>The primary host stays.</summary>
    public static readonly Problem HostIsPrimary = new(
        "EL1633", 409, "The primary host cannot be taken away; make another one primary first.");

    /// <summary>It leads here because of a domain.</summary>
    public static readonly Problem HostIsDomain =
        new("EL1635", 409, "That host is a custom domain; remove the domain.");

    /// <summary>Only its owner may let it lead here, and proves that by DNS.</summary>
    public static readonly Problem HostUnproven = new(
        "EL1636",
        403,
        "Without proof only the operator adds a host, or anybody one below a base domain; add it as a custom domain.",
        "host");

    /// <summary>There are enough hosts.</summary>
    public static readonly Problem TooManyHosts =
        new("EL1634", 409, "An environment has at most 100 hosts beside its custom domains.");
}
