using Everlatch.Server.Pages.Forms;

namespace Everlatch.Server.Pages.Password;

/// <summary>What the page for a new password shows.</summary>
public sealed record ResetPasswordView
{
    /// <summary>The mailed link's token.</summary>
    public required string Token { get; init; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
