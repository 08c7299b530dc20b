namespace Everlatch.Server.Api.Tenants;

/// <summary>An invitation to be sent.</summary>
internal sealed record NewInvitationBody : RolesBody
{
    /// <summary>The mailbox that it goes to.</summary>
    public required string Email { get; init; }
}
