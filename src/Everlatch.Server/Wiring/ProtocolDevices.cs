using System.Net;
using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Identity.Sessions;
using Everlatch.Oidc.Device;
using Everlatch.Server.Pages.Device;

namespace Everlatch.Server.Wiring;

/// <summary>
/// Leads the device page to the device that waits; codes that lead to none are counted against the address they come from.
/// </summary>
internal sealed class ProtocolDevices(FindDeviceRequest find, DecideDevice decide, IHttpContextAccessor requests)
    : IDeviceApproval
{
    public async Task<DeviceRequest?> FindAsync(DirectoryHost here, string userCode, CancellationToken ct) =>
        await find.RunAsync(here, userCode, Guesser(), ct) is { } device
            ? new DeviceRequest(device.UserCode, device.Question.Name, ProtocolConsent.Wanted(device.Question))
            : null;

    public async Task<bool> DecideAsync(
        DirectoryHost here, BrowserSession session, string userCode, bool approved, CancellationToken ct)
    {
        if (await find.RunAsync(here, userCode, Guesser(), ct) is null)
        {
            return false;
        }

        return approved
            ? await decide.ApproveAsync(here, session.ToPerson(), userCode, ct)
            : await decide.DenyAsync(here, userCode, ct);
    }

    private string Guesser() => NetworkParty.Of(requests.HttpContext?.Connection.RemoteIpAddress ?? IPAddress.None);
}
