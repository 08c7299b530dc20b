using Everlatch.Core.Ids;

namespace Everlatch.Oidc.Outages;

/// <summary>A rotation of a refresh token in an outage, as the journal keeps it.</summary>
/// <param name="Environment">Where it was.</param>
/// <param name="Grant">The grant.</param>
/// <param name="Application">The application that holds it.</param>
/// <param name="Generation">The family's living token since.</param>
/// <param name="IdleUntil">When the grant ends if it is not refreshed again.</param>
/// <param name="Carried">The grant itself, sealed, when no database knows it.</param>
internal sealed record JournalledRefresh(
    EnvironmentId Environment, GrantId Grant, AppId Application, long Generation, DateTimeOffset IdleUntil, string? Carried);
