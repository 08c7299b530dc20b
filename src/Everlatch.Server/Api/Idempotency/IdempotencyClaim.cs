using Everlatch.Core.Ids;

namespace Everlatch.Server.Api.Idempotency;

/// <summary>A key as one caller used it for one request.</summary>
/// <param name="Environment">The environment that knows the caller.</param>
/// <param name="Caller">The caller (<see cref="Access.Caller.Key" />): an
/// answer may hold a secret that is for nobody else.</param>
/// <param name="Key">SHA-256 of the key.</param>
/// <param name="Request">SHA-256 of method, address and body.</param>
internal sealed record IdempotencyClaim(EnvironmentId Environment, string Caller, byte[] Key, byte[] Request);
