namespace Everlatch.Server.Pages.Invitations;

/// <summary>What the page behind an invitation's link shows.</summary>
public sealed record InvitationView
{
    /// <summary>The link's token.</summary>
    public required string Token { get; init; }

    /// <summary>The tenant to join.</summary>
    public required string Tenant { get; init; }

    /// <summary>The address that was invited.</summary>
    public required string Email { get; init; }

    /// <summary>Who is signed in; null when nobody is.</summary>
    public string? SignedInAs { get; init; }

    /// <summary>Whether the person who is signed in is the one who was invited.</summary>
    public bool Matches { get; init; }
}
