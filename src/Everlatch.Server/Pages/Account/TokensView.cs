using Everlatch.Identity.ApiTokens;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Sessions;
using Everlatch.Server.Pages.Forms;

namespace Everlatch.Server.Pages.Account;

/// <summary>What the list of a person's API tokens shows.</summary>
/// <param name="Session">The session that asks.</param>
/// <param name="Tokens">The person's tokens that are not revoked.</param>
public sealed record TokensView(BrowserSession Session, IReadOnlyList<ApiToken> Tokens)
{
    /// <summary>The tenant in whose name new tokens act; null before the person chose one.</summary>
    public MyTenant? Tenant { get; init; }

    /// <summary>What the person may hand to a token.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>The name typed before.</summary>
    public string Name { get; init; } = "";

    /// <summary>The permissions ticked before.</summary>
    public IReadOnlyList<string> Ticked { get; init; } = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Against which "ago" is reckoned.</summary>
    public required DateTimeOffset Now { get; init; }
}
