namespace Everlatch.Oidc.Device;

/// <summary>Where a device authorization stood when it was asked for.</summary>
/// <param name="Status">One of <see cref="DeviceStatus" />.</param>
/// <param name="LastPolledAt">When it was asked for before.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record DevicePoll(string Status, DateTimeOffset? LastPolledAt, DateTimeOffset ExpiresAt);
