using Everlatch.Core.Ids;

namespace Everlatch.Identity.Outages;

/// <summary>A sign-in, as the journal keeps it.</summary>
/// <param name="Environment">Where it happened.</param>
/// <param name="Session">The session that began.</param>
/// <param name="Account">The account's count of failures, which begins anew.</param>
internal sealed record JournalledSignIn(EnvironmentId Environment, SealedSession Session, KnownCount Account);
