using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Users;

namespace Everlatch.Identity.Invitations;

/// <summary>Takes back the open invitations that a user who is disabled or deleted sent, in every tenant.</summary>
/// <remarks>Or they could come back by a link they sent to another mailbox of theirs.</remarks>
internal sealed class EndInvitations(TimeProvider clock) : IUserEnd
{
    /// <inheritdoc />
    public Task EndAsync(DirectoryWrite write, EnvironmentId environment, UserId user, CancellationToken ct) =>
        InvitationStore.RevokeOfUserAsync(write.Transaction, environment, user, clock.GetUtcNow(), ct);
}
