using Everlatch.Core.Ids;
using Everlatch.Identity.Sessions;

namespace Everlatch.Server.Pages.Account;

/// <summary>What is shown once, when an API token was made.</summary>
/// <param name="Session">The session that asked.</param>
/// <param name="Id">Its client_id.</param>
/// <param name="Secret">Its client_secret, which nobody can read again.</param>
public sealed record NewTokenView(BrowserSession Session, ApiTokenId Id, string Secret)
{
    /// <summary>Never the secret: it must not reach a log by accident.</summary>
    public override string ToString() => $"[new token {Id}]";
}
