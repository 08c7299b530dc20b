using Everlatch.Server.Pages.Forms;

namespace Everlatch.Server.Pages.SignIn;

/// <summary>What the sign-in page shows.</summary>
public sealed record SignInView
{
    /// <summary>The address to begin with: typed before, or named by the application (<c>login_hint</c>).</summary>
    public string Email { get; init; } = "";

    /// <summary>The application that waits; null when there is none.</summary>
    public string? Application { get; init; }

    /// <summary>Whether strangers may sign up.</summary>
    public required bool SignUpOpen { get; init; }

    /// <summary>Key of a text about what just happened elsewhere, such as a verified address.</summary>
    public string? Notice { get; init; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
