using Everlatch.Server.Pages.Consent;

namespace Everlatch.Server.Pages.Device;

/// <summary>A device that waits for a person.</summary>
/// <param name="UserCode">The code as the device shows it.</param>
/// <param name="Application">Name of the application on the device.</param>
/// <param name="Access">What it wants.</param>
public sealed record DeviceRequest(string UserCode, string Application, WantedAccess Access);
