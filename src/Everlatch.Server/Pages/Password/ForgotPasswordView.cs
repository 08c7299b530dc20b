using Everlatch.Server.Pages.Forms;

namespace Everlatch.Server.Pages.Password;

/// <summary>What the page for a forgotten password shows.</summary>
public sealed record ForgotPasswordView
{
    /// <summary>The address typed before.</summary>
    public string Email { get; init; } = "";

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
