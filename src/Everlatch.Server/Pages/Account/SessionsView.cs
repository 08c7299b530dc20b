using Everlatch.Identity.Sessions;

namespace Everlatch.Server.Pages.Account;

/// <summary>What the list of a person's sessions shows.</summary>
/// <param name="Session">The session that asks.</param>
/// <param name="Sessions">All that live, newest first.</param>
/// <param name="Now">Against which "ago" is reckoned.</param>
public sealed record SessionsView(BrowserSession Session, IReadOnlyList<ListedSession> Sessions, DateTimeOffset Now);
