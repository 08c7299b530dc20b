using Everlatch.Server.Pages.Forms;

namespace Everlatch.Server.Pages.Device;

/// <summary>What the device page shows: a field for the code, or the device that waits under it.</summary>
public sealed record DeviceView
{
    /// <summary>Who is signed in.</summary>
    public required string Email { get; init; }

    /// <summary>The code typed, or carried by the device's link.</summary>
    public string UserCode { get; init; } = "";

    /// <summary>The device that waits; null before a right code was given.</summary>
    public DeviceRequest? Request { get; init; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
