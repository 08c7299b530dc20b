using Everlatch.Identity.Sessions;
using Everlatch.Server.Pages.Forms;

namespace Everlatch.Server.Pages.Account;

/// <summary>What the page for another password shows.</summary>
/// <param name="Session">The session that asks.</param>
public sealed record ChangePasswordView(BrowserSession Session)
{
    /// <summary>Whether the password was just changed.</summary>
    public bool Done { get; init; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
