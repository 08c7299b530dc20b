namespace Everlatch.Identity.Invitations;

/// <summary>How many invitations a tenant has sent lately.</summary>
internal sealed record InvitationCount
{
    public long OfTenant { get; init; }
    public long OfAddress { get; init; }
    public long Accepted { get; init; }
}
