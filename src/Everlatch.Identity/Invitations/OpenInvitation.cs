using Everlatch.Core;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.Invitations;

/// <summary>What the page behind an invitation's link shows.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="TenantName">The tenant to join.</param>
/// <param name="Email">The address it was sent to: whoever holds the link reads that mailbox.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record OpenInvitation(InvitationId Id, string TenantName, EmailAddress Email, DateTimeOffset ExpiresAt);
