using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Identity.Lockouts;

namespace Everlatch.Identity.Outages;

/// <summary>A wrong guess at a password, as the journal keeps it.</summary>
/// <param name="Environment">Where it was made.</param>
/// <param name="User">At whose password; null when at nobody's.</param>
/// <param name="Address">From where.</param>
/// <param name="Counted">What was counted.</param>
internal sealed record JournalledGuess(
    EnvironmentId Environment, UserId? User, string Address, ImmutableArray<CountedAttempt> Counted);
