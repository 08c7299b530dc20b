using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Oidc.Device;

/// <summary>What a device asks for.</summary>
/// <param name="Application">The application on it.</param>
/// <param name="Scopes">Scopes.</param>
/// <param name="Resources">Audiences of APIs.</param>
internal sealed record DeviceRequest(AppId Application, ImmutableArray<string> Scopes, ImmutableArray<string> Resources);
