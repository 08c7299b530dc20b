using Everlatch.Oidc.Consent;

namespace Everlatch.Oidc.Device;

/// <summary>A device that waits for a person.</summary>
/// <param name="UserCode">Its code as people read it.</param>
/// <param name="Question">What the application on it asks for.</param>
public sealed record WaitingDevice(string UserCode, ConsentQuestion Question);
