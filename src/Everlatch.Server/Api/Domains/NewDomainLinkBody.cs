using Everlatch.Identity.Domains.SetupLinks;

namespace Everlatch.Server.Api.Domains;

/// <summary>A link to be made.</summary>
internal sealed record NewDomainLinkBody
{
    /// <summary>How long it lasts, from 1 to 720.</summary>
    public int Hours { get; init; } = MakeSetupLink.UsualHours;
}
