using Everlatch.Server.Pages.Forms;

namespace Everlatch.Server.Pages.SignUp;

/// <summary>What the sign-up page shows.</summary>
public sealed record SignUpView
{
    /// <summary>The name typed before.</summary>
    public string Name { get; init; } = "";

    /// <summary>The address typed before.</summary>
    public string Email { get; init; } = "";

    /// <summary>The application that waits; null when there is none.</summary>
    public string? Application { get; init; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
