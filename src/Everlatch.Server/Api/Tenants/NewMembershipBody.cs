using Everlatch.Core.Ids;

namespace Everlatch.Server.Api.Tenants;

/// <summary>A membership to be made.</summary>
internal sealed record NewMembershipBody : RolesBody
{
    public required UserId User { get; init; }
}
