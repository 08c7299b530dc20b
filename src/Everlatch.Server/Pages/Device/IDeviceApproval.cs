using Everlatch.Directory;
using Everlatch.Identity.Sessions;

namespace Everlatch.Server.Pages.Device;

/// <summary>What the device page asks of the protocols (RFC 8628 §3.3).</summary>
internal interface IDeviceApproval
{
    /// <summary>
    /// The authorization that waits under a user code, typed in any case, with or without its separator; null when none does.
    /// </summary>
    Task<DeviceRequest?> FindAsync(DirectoryHost here, string userCode, CancellationToken ct);

    /// <summary>Tells the device what the person decided; false when the code ran out or was decided before.</summary>
    Task<bool> DecideAsync(DirectoryHost here, BrowserSession session, string userCode, bool approved, CancellationToken ct);
}
