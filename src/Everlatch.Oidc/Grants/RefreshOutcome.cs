using System.Collections.Immutable;

namespace Everlatch.Oidc.Grants;

/// <summary>What became of a refresh token that was spent.</summary>
public abstract record RefreshOutcome
{
    /// <summary>It counts. The successor is the family's one living token, also for a second spender inside the window.</summary>
    /// <param name="Grant">The grant.</param>
    /// <param name="Successor">The token to give out.</param>
    /// <param name="Person">The user as they are now.</param>
    /// <param name="Roles">Keys of the roles that the user has now in the grant's tenant.</param>
    /// <param name="At">When it was spent.</param>
    public sealed record Rotated(
        Grant Grant, RefreshToken Successor, GrantPerson Person, ImmutableArray<string> Roles,
        DateTimeOffset At) : RefreshOutcome
    {
        /// <summary>Whether it is to be kept in the journal before it counts, because no database takes it.</summary>
        public bool InOutage { get; init; }
    }

    /// <summary>It was spent before, outside the window: stolen by one side or the other. The grant is to end.</summary>
    public sealed record Reused(Grant Grant) : RefreshOutcome;

    /// <summary>Ended, expired, another application's, or its user left.</summary>
    public sealed record Refused : RefreshOutcome;
}
