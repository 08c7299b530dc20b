using Everlatch.Directory;
using Everlatch.Server.Pages.Forms;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.Device;

/// <summary>
/// Lets a person connect a device that has no browser (RFC 8628 §3.3). A link with the code still asks before it connects.
/// </summary>
internal static class DeviceEndpoint
{
    private const string Path = "/device";

    // Codes are longer than this in no format; nothing else is worth a look-up.
    private const int MaxCodeLength = 32;

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ShowAsync);
        pages.MapPost(Path, HandleAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IDeviceApproval devices, CancellationToken ct)
    {
        var code = context.Request.Query["user_code"].ToString().Trim();
        var view = new DeviceView { Email = context.SignedIn().Email, UserCode = code };
        if (code.Length == 0)
        {
            return new Page<DevicePage, DeviceView>(view);
        }

        return code.Length <= MaxCodeLength && await devices.FindAsync(context.Here(), code, ct) is { } request
            ? new Page<DevicePage, DeviceView>(view with { Request = request })
            : Unknown(view);
    }

    private static async Task<IResult> HandleAsync(HttpContext context, IDeviceApproval devices, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var session = context.SignedIn();
        var code = form["user_code"].ToString();
        var approved = form["decision"] == "allow";
        return code.Length <= MaxCodeLength && await devices.DecideAsync(context.Here(), session, code, approved, ct)
            ? new Page<MessagePage, MessageView>(new MessageView(approved ? "DeviceAllowed" : "DeviceDenied"))
            : Unknown(new DeviceView { Email = session.Email, UserCode = code });
    }

    private static Page<DevicePage, DeviceView> Unknown(DeviceView view) =>
        new(view with { Errors = [new FieldError("user_code", "Device.Unknown")] })
        {
            Status = StatusCodes.Status422UnprocessableEntity,
        };
}
