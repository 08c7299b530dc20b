using Everlatch.Core.Ids;

namespace Everlatch.Server.Api.Idempotency;

/// <summary>A key as one client used it for one request.</summary>
/// <param name="Environment">The environment that knows the client.</param>
/// <param name="Client">The client.</param>
/// <param name="Key">SHA-256 of the key.</param>
/// <param name="Request">SHA-256 of method, address and body.</param>
internal sealed record IdempotencyClaim(EnvironmentId Environment, string Client, byte[] Key, byte[] Request);
