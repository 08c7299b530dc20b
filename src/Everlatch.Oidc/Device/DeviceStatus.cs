namespace Everlatch.Oidc.Device;

/// <summary>Where a device authorization stands, as its row says it.</summary>
internal static class DeviceStatus
{
    /// <summary>Nobody has answered yet.</summary>
    public const string Pending = "pending";

    /// <summary>A person allowed it; the device has not fetched its tokens yet.</summary>
    public const string Approved = "approved";

    /// <summary>A person refused it.</summary>
    public const string Denied = "denied";

    /// <summary>The device has fetched its tokens.</summary>
    public const string Redeemed = "redeemed";
}
